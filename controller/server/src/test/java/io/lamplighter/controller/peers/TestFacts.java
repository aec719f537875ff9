package io.lamplighter.controller.peers;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Disk;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.machine.MachineFacts.Tool;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of machines that labs have. */
public final class TestFacts {
    private static final List<SourceReading> SOURCES = List.of(reachable("pytorch"), reachable("pypi"));

    private static final long TOTAL = 1_000_000_000_000L;
    private static final long RESERVE = 2_000_000_000L;

    private TestFacts() {}

    /** Just installed: its agent was not asked to look at any source. */
    public static MachineFacts fresh() {
        return of(new CudaState.Absent(), List.of(), List.of(), "6.1.0-1");
    }

    public static MachineFacts withoutGpu() {
        return withKernel("6.1.0-1");
    }

    /** The same machine after an update that no plan depends on. */
    public static MachineFacts withKernel(String kernel) {
        return of(new CudaState.Absent(), List.of(), SOURCES, kernel);
    }

    public static MachineFacts withGpu() {
        return withGpus(new Gpu("GPU-1", "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384));
    }

    public static MachineFacts withGpus(Gpu... gpus) {
        return withGpus("580.95.05", "13.0", gpus);
    }

    public static MachineFacts withGpus(String driver, String cuda, Gpu... gpus) {
        return of(new CudaState.Loaded(driver, cuda), List.of(gpus), SOURCES, "6.1.0-1");
    }

    /** A GPU whose driver does not answer: nothing can be planned for torch. */
    public static MachineFacts withBrokenDriver() {
        return of(
                new CudaState.Unknown("driver.version_mismatch", "library and module differ"),
                List.of(),
                SOURCES,
                "6.1.0-1");
    }

    /** A machine whose agent Prometheus can ask. */
    public static MachineFacts withMetricsAt(String address) {
        return of(new CudaState.Absent(), List.of(), SOURCES, "6.1.0-1", address);
    }

    private static MachineFacts of(CudaState driver, List<Gpu> gpus, List<SourceReading> sources, String kernel) {
        return of(driver, gpus, sources, kernel, null);
    }

    private static MachineFacts of(
            CudaState driver, List<Gpu> gpus, List<SourceReading> sources, String kernel, @Nullable String metrics) {
        return new MachineFacts(
                new Host(
                        "ws",
                        "linux",
                        "Debian GNU/Linux 12",
                        kernel,
                        "x86_64",
                        "2.36",
                        "a processor",
                        8,
                        32_000,
                        metrics),
                driver,
                gpus,
                List.of(new Interpreter("3.11.2", "/usr/bin/python3.11")),
                List.of(new Tool("uv", "0.9.0", null)),
                sources,
                null);
    }

    /** The same machine with so much room for builds; null for an agent that does not read its disk. */
    public static MachineFacts withRoom(@Nullable Long bytes, MachineFacts facts) {
        return new MachineFacts(
                facts.host(),
                facts.driver(),
                facts.gpus(),
                facts.interpreters(),
                facts.tools(),
                facts.sources(),
                bytes == null ? null : new Disk(TOTAL, bytes + RESERVE, RESERVE));
    }

    /** The same machine that can be woken so. */
    public static MachineFacts wokenBy(Waking waking, MachineFacts facts) {
        return new MachineFacts(
                facts.host(),
                facts.driver(),
                facts.gpus(),
                facts.interpreters(),
                facts.tools(),
                facts.sources(),
                facts.disk(),
                facts.cuda(),
                facts.findings(),
                waking,
                facts.boot());
    }

    /** The same machine that has to be booted, and is not. */
    public static MachineFacts waitingForABoot(PendingBoot boot, MachineFacts facts) {
        return new MachineFacts(
                facts.host(),
                facts.driver(),
                facts.gpus(),
                facts.interpreters(),
                facts.tools(),
                facts.sources(),
                facts.disk(),
                facts.cuda(),
                facts.findings(),
                facts.waking(),
                boot);
    }

    private static SourceReading reachable(String name) {
        return new SourceReading(new SourceName(name), true, List.of(), null);
    }
}

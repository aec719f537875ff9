package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.health.Evidence;
import io.lamplighter.agent.health.Health;
import io.lamplighter.agent.health.HealthLimits;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.KernelModule;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a scrape of a machine with eight GPUs and five environments costs; {@code make bench} runs it. */
class ScrapeBench {
    private static final int GPUS = 8;
    private static final int ENVIRONMENTS = 5;
    private static final int SCRAPES = 10_000;
    private static final int WARM_UPS = 2_000;
    private static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");

    private final Exposition exposition = new Exposition();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int temperature;

    @Test
    void measuresAScrape() {
        List<Binder> binders = binders();
        int bytes = 0;
        for (int i = 0; i < WARM_UPS; i++) {
            bytes = scrape(binders, i);
        }
        double[] wall = new double[SCRAPES];
        long before = heap();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < SCRAPES; i++) {
            long begun = System.nanoTime();
            scrape(binders, i);
            wall[i] = (System.nanoTime() - begun) / 1e6;
        }
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        double grown = (heap() - before) / 1024.0;
        Arrays.sort(wall);
        row("scrape of 8 GPUs and 5 environments, " + bytes / 1024 + " KiB, median, ms", "≤ 5", wall[SCRAPES / 2]);
        row("the same, 99th of 100, ms", "≤ 5", wall[SCRAPES * 99 / 100]);
        row("CPU of a scrape and of bringing the metrics up to date, ms", "≤ 1", cpu / 1e6 / SCRAPES);
        row("live heap after 10,000 scrapes, more than before, KiB", "≤ 256", grown);
    }

    /** As the schedule and the route do, with what a GPU says moving. */
    private int scrape(List<Binder> binders, int turn) {
        temperature = 60 + turn % 20;
        binders.forEach(Binder::show);
        return exposition.text().length();
    }

    private List<Binder> binders() {
        List<EnvironmentStatus> environments = IntStream.range(0, ENVIRONMENTS)
                .mapToObj(number -> MetricsTest.status("torch" + number, AT, null))
                .toList();
        NvidiaReading driver = driver();
        Map<XidEvent, Count> xids = Map.of(new XidEvent("GPU-0", 79), new Count(1, AT));
        Health health = new Health(() -> new Evidence(
                driver,
                gpus(),
                List.of(),
                xids,
                HostSigns.NONE,
                new CudaTrial.Ready(13000, GPUS),
                environments,
                Map.of(),
                null,
                HealthLimits.USUAL,
                AT));
        health.judge();
        return List.of(
                new BuildMetrics(exposition.meters(), new Build("0.1.0", "abc"), "25"),
                new NvidiaMetrics(exposition.meters(), () -> Optional.of(driver), () -> GPUS),
                new GpuMetrics(exposition.meters(), () -> Optional.of(gpus())),
                new XidMetrics(exposition.meters(), () -> Optional.of(driver), () -> xids),
                new HealthMetrics(
                        exposition.meters(),
                        health::findings,
                        () -> Optional.of(gpus()),
                        () -> Optional.of(driver),
                        () -> Optional.of(new CudaTrial.Ready(13000, GPUS)),
                        () -> Optional.of(HostSigns.NONE)),
                new EnvironmentMetrics(exposition.meters(), () -> environments),
                new FrameworkMetrics(exposition.meters(), () -> environments));
    }

    private NvmlReading gpus() {
        return GpuReadings.read(IntStream.range(0, GPUS)
                .mapToObj(number -> new Sampled(GpuReadings.identity("GPU-" + number), GpuReadings.whole(temperature)))
                .toArray(Sampled[]::new));
    }

    private static NvidiaReading driver() {
        return new NvidiaReading(
                new CudaState.Loaded("580.95.05", "13.0"),
                IntStream.range(0, GPUS)
                        .mapToObj(number -> new ListedGpu(
                                number,
                                new Gpu("GPU-" + number, "NVIDIA RTX A5000", new ComputeCapability(8, 6), 24564),
                                "0000:0" + number + ":00.0",
                                "94.02",
                                null))
                        .toList(),
                GPUS,
                new KernelModule("580.95.05", "open"),
                "580.95.05",
                "nvml");
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void row(String what, String aim, double measured) {
        System.out.printf("| %-58s | %18.2f | %6s |%n", what, measured, aim);
    }
}

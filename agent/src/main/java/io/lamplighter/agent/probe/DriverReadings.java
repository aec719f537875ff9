package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of the NVIDIA driver and its GPUs: all that asks the driver is here, so that it can be left alone. */
final class DriverReadings {
    private final NvidiaProbe probe;
    private final LastReading<NvidiaReading> driver;
    private final @Nullable Nvml nvml;
    private final @Nullable LastReading<NvmlReading> gpus;
    private final @Nullable LastReading<NvmlReading.Read> gpusByTool;
    private final @Nullable CudaTrials cudaTrials;
    private final ComputeApps computeApps;
    private final DriverUse use = new DriverUse();
    private final Duration patience;

    DriverReadings(Probes probes, Supplier<List<Interpreter>> pythons) {
        probe = probes.nvidia();
        driver = probes.watched(probe);
        nvml = probes.nvml();
        NvmlProbe gpuProbe = probes.gpus();
        gpus = gpuProbe == null ? null : probes.watched(gpuProbe);
        SmiXmlProbe toolProbe = probes.gpusByTool();
        gpusByTool = toolProbe == null ? null : probes.watched(toolProbe);
        cudaTrials = probes.cudaTrials(pythons);
        computeApps = probes.computeApps();
        patience = probes.timeout().multipliedBy(2); // a program that takes too long is ended by then
    }

    /** Empty until it has been read. */
    Optional<NvidiaReading> driver() {
        return driver.value();
    }

    /** The GPUs that the driver listed last; none before it was read. */
    List<NvidiaReading.ListedGpu> listed() {
        return driver.value().map(NvidiaReading::gpus).orElse(List.of());
    }

    /** By the library, or by the tool where the library cannot be loaded. */
    Optional<NvmlReading> gpus() {
        Optional<NvmlReading> byLibrary = gpus == null ? Optional.empty() : gpus.value();
        LastReading<NvmlReading.Read> tool = gpusByTool;
        return tool != null
                        && byLibrary.filter(DriverReadings::cannotBeLoaded).isPresent()
                        && tool.status().succeeded()
                ? tool.value().map(read -> read)
                : byLibrary;
    }

    private static boolean cannotBeLoaded(NvmlReading reading) {
        return reading instanceof NvmlReading.NoLibrary || reading instanceof NvmlReading.Unusable;
    }

    /** What came of beginning with CUDA; empty where it was not tried with the driver as it is. */
    Optional<CudaTrial> cuda() {
        CudaTrials trials = cudaTrials;
        return trials == null ? Optional.empty() : driver.value().flatMap(trials::of);
    }

    /**
     * The programs that compute on GPUs now.
     *
     * @throws IOException when it cannot be known
     */
    List<String> computing() throws IOException, InterruptedException {
        return use.ask(computeApps::names)
                .orElseThrow(() -> new IOException("the NVIDIA driver is left alone, as it was asked"));
    }

    boolean wasTried() {
        return driver.wasTried();
    }

    Stream<LastReading<?>> all() {
        return Stream.of(
                        Stream.of(driver),
                        Stream.ofNullable(gpus),
                        Stream.ofNullable(gpusByTool),
                        Stream.ofNullable(cudaTrials).map(CudaTrials::reading))
                .flatMap(readings -> readings);
    }

    /** What the machine is planned by, tried at least once; GPUs that sleep are not woken to be asked again. */
    void refresh() throws InterruptedException, IOException {
        if (!driver.wasTried()) {
            driver.refresh();
        } else if (driver.value().isEmpty() || !probe.asleep()) {
            use.ask(() -> {
                driver.refresh();
                return driver;
            });
        }
    }

    /** What starts programs of its own, where there is reason to now that the driver was read. */
    void lookFurther() throws InterruptedException, IOException {
        use.ask(() -> {
            askTool();
            tryCuda();
            return driver;
        });
    }

    /** A program each time, so as seldom as the driver itself, and only where the driver works without the library. */
    private void askTool() throws InterruptedException {
        boolean wanted = gpus != null
                && gpus.value().filter(DriverReadings::cannotBeLoaded).isPresent();
        boolean works = driver.value()
                .filter(now -> now.driver() instanceof CudaState.Working)
                .isPresent();
        if (gpusByTool != null && wanted && works) {
            gpusByTool.refresh();
        }
    }

    private void tryCuda() throws InterruptedException {
        NvidiaReading now = driver.value().orElse(null);
        if (cudaTrials != null && now != null) {
            cudaTrials.refresh(now);
        }
    }

    /** What changes all the time. */
    void refreshGpus() throws InterruptedException {
        if (gpus != null) {
            gpus.refresh();
        }
    }

    /**
     * Neither holds the driver nor asks it until then, or until it may. Waits for programs that ask it now.
     *
     * @return why it cannot; empty when it is let go
     */
    Optional<String> letGo(Instant until) throws InterruptedException {
        boolean alone = use.letGo(patience);
        Optional<String> obstacle = nvml == null ? Optional.empty() : nvml.release(until);
        return alone ? obstacle : Optional.of(obstacle.orElse("a program that asks it has not ended"));
    }

    /** Asks the driver again. */
    void take() {
        use.take();
        if (nvml != null) {
            nvml.resume();
        }
    }
}

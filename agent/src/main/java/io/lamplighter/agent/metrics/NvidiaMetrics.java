package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.KernelModule;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.CudaState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Driver and GPUs. A label whose value was not said is empty, which is the same to Prometheus as none. */
final class NvidiaMetrics implements Binder {
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final Pattern CUDA = Pattern.compile("(\\d+)\\.(\\d+)");

    private final Supplier<Optional<NvidiaReading>> reading;
    private final IntSupplier expected;
    private final Series driver;
    private final Series mismatch;
    private final Series cuda;
    private final Series gpus;
    private final Series info;
    private final Series memory;

    /** @param expected how many GPUs there should be; 0 on a machine that never had one, and where they are lent */
    NvidiaMetrics(MeterRegistry registry, Supplier<Optional<NvidiaReading>> reading, IntSupplier expected) {
        this.reading = reading;
        this.expected = expected;
        driver = Series.gauge(registry, "lamplighter.driver.info", "Driver stack versions seen in each place.");
        mismatch = Series.gauge(
                registry,
                "lamplighter.driver.version.mismatch",
                "Loaded kernel module differs from user-space library.");
        cuda = Series.gauge(
                registry,
                "lamplighter.cuda.driver.api.version",
                "CUDA version the driver supports, major*1000+minor*10.");
        gpus = Series.gauge(registry, "lamplighter.gpus", "GPUs by where they are counted.");
        info = Series.gauge(registry, "lamplighter.gpu.info", "Identity of a GPU.");
        memory = Series.gauge(registry, "lamplighter.gpu.memory.size", "bytes", "Installed memory.");
    }

    @Override
    public void show() {
        Optional<NvidiaReading> known = reading.get();
        driver.show(known.map(NvidiaMetrics::stack).orElse(Map.of()));
        mismatch.show(known.map(now -> mismatched(now.driver())).orElse(null));
        cuda.show(known.map(now -> apiVersion(now.driver())).orElse(null));
        gpus.show(counts(known));
        Map<Tags, Double> identities = new HashMap<>();
        Map<Tags, Double> sizes = new HashMap<>();
        for (ListedGpu gpu : known.map(NvidiaReading::gpus).orElse(List.of())) {
            identities.put(identity(gpu), 1.0);
            sizes.put(Tags.of("uuid", gpu.gpu().uuid()), gpu.gpu().memoryMib() * BYTES_PER_MIB);
        }
        info.show(identities);
        memory.show(sizes);
    }

    private static Map<Tags, Double> stack(NvidiaReading reading) {
        KernelModule module = reading.module();
        if (module == null && !(reading.driver() instanceof CudaState.Working)) {
            return Map.of();
        }
        Tags stack = Tags.of(
                "kernel_module",
                module == null ? "" : module.version(),
                "nvml",
                orEmpty(reading.nvml()),
                "cuda_driver",
                reading.driver() instanceof CudaState.Working loaded ? orEmpty(loaded.cuda()) : "",
                "flavor",
                module == null ? "" : module.flavor());
        return Map.of(stack, 1.0);
    }

    private static @Nullable Double mismatched(CudaState driver) {
        return switch (driver) {
            case CudaState.Working _ -> 0.0;
            case CudaState.VersionMismatch _ -> 1.0;
            case CudaState.Blocked _, CudaState.Absent _, CudaState.OtherVendor _ -> null;
        };
    }

    private static @Nullable Double apiVersion(CudaState driver) {
        if (driver instanceof CudaState.Working loaded && loaded.cuda() != null) {
            Matcher version = CUDA.matcher(loaded.cuda());
            if (version.matches()) {
                return Double.parseDouble(version.group(1)) * 1000 + Double.parseDouble(version.group(2)) * 10;
            }
        }
        return null;
    }

    private Map<Tags, Double> counts(Optional<NvidiaReading> known) {
        Map<Tags, Double> counts = new HashMap<>();
        known.ifPresent(now -> {
            counts.put(Tags.of("source", "pci"), (double) now.onBus());
            if (now.driver() instanceof CudaState.Working || !now.gpus().isEmpty()) {
                counts.put(
                        Tags.of("source", now.listedBy()), (double) now.gpus().size());
            }
        });
        int wanted = expected.getAsInt();
        boolean lent = wanted == 0 && known.filter(now -> !now.gpus().isEmpty()).isPresent();
        if (known.isPresent() && !lent) {
            counts.put(Tags.of("source", "expected"), (double) wanted);
        }
        return counts;
    }

    private static Tags identity(ListedGpu gpu) {
        return Tags.of(
                "uuid",
                gpu.gpu().uuid(),
                "index",
                String.valueOf(gpu.index()),
                "model",
                gpu.gpu().model(),
                "pci_bus_id",
                gpu.busId(),
                "compute_capability",
                gpu.gpu().computeCapability().toString(),
                "vbios",
                gpu.vbios());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

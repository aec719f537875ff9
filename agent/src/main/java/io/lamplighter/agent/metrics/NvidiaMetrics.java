package io.lamplighter.agent.metrics;

import io.lamplighter.agent.probe.KernelModule;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.CudaState;
import java.util.LinkedHashMap;
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
    NvidiaMetrics(Page page, Supplier<Optional<NvidiaReading>> reading, IntSupplier expected) {
        this.reading = reading;
        this.expected = expected;
        driver = Series.info(
                page,
                "lamplighter_driver_info",
                "Driver stack versions seen in each place.",
                "kernel_module",
                "nvml",
                "cuda_driver",
                "flavor");
        mismatch = Series.gauge(
                page, "lamplighter_driver_version_mismatch", "Loaded kernel module differs from user-space library.");
        cuda = Series.gauge(
                page, "lamplighter_cuda_driver_api_version", "CUDA version the driver supports, major*1000+minor*10.");
        gpus = Series.gauge(page, "lamplighter_gpus", "GPUs by where they are counted.", "source");
        info = Series.info(
                page,
                "lamplighter_gpu_info",
                "Identity of a GPU.",
                "uuid",
                "index",
                "model",
                "pci_bus_id",
                "compute_capability",
                "vbios");
        memory = Series.gauge(page, "lamplighter_gpu_memory_size_bytes", "Installed memory.", "uuid");
    }

    @Override
    public void show() {
        Optional<NvidiaReading> known = reading.get();
        driver.show(known.map(NvidiaMetrics::stack).orElse(Map.of()));
        mismatch.show(known.map(now -> mismatched(now.driver())).orElse(null));
        cuda.show(known.map(now -> apiVersion(now.driver())).orElse(null));
        gpus.show(counts(known));
        Map<List<String>, Double> identities = new LinkedHashMap<>();
        Map<List<String>, Double> sizes = new LinkedHashMap<>();
        for (ListedGpu gpu : known.map(NvidiaReading::gpus).orElse(List.of())) {
            identities.put(identity(gpu), 1.0);
            sizes.put(List.of(gpu.gpu().uuid()), gpu.gpu().memoryMib() * BYTES_PER_MIB);
        }
        info.show(identities);
        memory.show(sizes);
    }

    private static Map<List<String>, Double> stack(NvidiaReading reading) {
        KernelModule module = reading.module();
        if (module == null && !(reading.driver() instanceof CudaState.Working)) {
            return Map.of();
        }
        List<String> stack = List.of(
                module == null ? "" : module.version(),
                orEmpty(reading.nvml()),
                reading.driver() instanceof CudaState.Working loaded ? orEmpty(loaded.cuda()) : "",
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

    private Map<List<String>, Double> counts(Optional<NvidiaReading> known) {
        Map<List<String>, Double> counts = new LinkedHashMap<>();
        known.ifPresent(now -> {
            counts.put(List.of("pci"), (double) now.onBus());
            if (now.driver() instanceof CudaState.Working || !now.gpus().isEmpty()) {
                counts.put(List.of(now.listedBy()), (double) now.gpus().size());
            }
        });
        int wanted = expected.getAsInt();
        boolean lent = wanted == 0 && known.filter(now -> !now.gpus().isEmpty()).isPresent();
        if (known.isPresent() && !lent) {
            counts.put(List.of("expected"), (double) wanted);
        }
        return counts;
    }

    private static List<String> identity(ListedGpu gpu) {
        return List.of(
                gpu.gpu().uuid(),
                String.valueOf(gpu.index()),
                gpu.gpu().model(),
                gpu.busId(),
                gpu.gpu().computeCapability().toString(),
                gpu.vbios());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

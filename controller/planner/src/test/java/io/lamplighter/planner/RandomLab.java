package io.lamplighter.planner;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Machines and environments as a seed gives them: the same seed, the same lab. */
final class RandomLab {
    static final List<String> DRIVERS = List.of(
            "390.157",
            "418.39",
            "440.33.01",
            "450.51.05",
            "450.80.02",
            "470.82.01",
            "510.39.01",
            "525.60.13",
            "535.104.05",
            "550.54.15",
            "560.35.03",
            "570.124.06",
            "580.65.06",
            "582.16",
            "590.48.01",
            "595.71.05",
            "610.57.04");
    private static final List<String> GPUS = List.of(
            "3.5", "3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.2", "7.5", "8.0", "8.6", "8.7", "8.9", "9.0", "10.0",
            "12.0", "12.1");
    private static final List<String> PYTHONS =
            List.of("3.7.17", "3.8.18", "3.9.2", "3.10.14", "3.11.2", "3.12.3", "3.13.1", "3.14.0");
    private static final List<String> PIP = List.of(
            "torch",
            "torch==2.10.*",
            "torch==2.6.*",
            "torch==1.13.1",
            "torch>=2.12",
            "torch<2",
            "torch==2.4.1+cu118",
            "torch==2.14.*\", \"torchvision",
            "torch\", \"torchvision\", \"torchaudio",
            "torchvision",
            "torch==2.10.*\", \"cupy",
            "torch\", \"xformers",
            "jax[cuda]",
            "numpy");
    private static final List<String> CONDA = List.of(
            "pytorch",
            "pytorch=2.5.*",
            "pytorch=1.13.1",
            "pytorch\", \"pytorch-cuda=11.8",
            "pytorch=2.5.*=*cuda12.1*",
            "pytorch\", \"cpuonly",
            "pytorch>=2.8\", \"torchvision",
            "numpy");
    private static final List<String> COMPUTE =
            List.of("auto", "auto", "auto", "cpu", "cuda", "cuda==12.6", "cuda>=12.8");
    private static final Map<String, Environment> ENVIRONMENTS = new ConcurrentHashMap<>();
    private final Random random;

    RandomLab(long seed) {
        this.random = new Random(seed);
    }

    /** What is asked, where, with which sources. */
    record Case(Environment environment, List<AvailableSource> sources, PlanningFacts facts) {
        Case on(PlanningFacts other) {
            return new Case(environment, sources, other);
        }
    }

    /** Any number of them. */
    static List<Case> cases(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> new RandomLab(seed).any())
                .toList();
    }

    private Case any() {
        boolean conda = random.nextInt(4) == 0;
        Environment environment = environment(
                conda ? "conda" : "pip",
                one(conda ? CONDA : PIP),
                one(COMPUTE),
                random.nextInt(6) == 0 ? "\">=7.0\"" : "all");
        List<AvailableSource> sources = BuiltInSources.all().stream()
                .filter(source -> environment.spec().sources().contains(source.name()))
                .toList();
        return new Case(environment, sources, machine(sources));
    }

    private PlanningFacts machine(List<AvailableSource> sources) {
        String platform =
                one(List.of("linux-x86_64", "linux-x86_64", "linux-x86_64", "linux-aarch64", "windows-x86_64"));
        int dash = platform.indexOf('-');
        String os = platform.substring(0, dash);
        CudaState driver = driver();
        return new PlanningFacts(
                os,
                platform.substring(dash + 1),
                os.equals("linux") ? one(List.of("2.17", "2.27", "2.28", "2.35", "2.39")) : null,
                driver,
                driver instanceof CudaState.Working ? gpus() : List.of(),
                PYTHONS.stream().filter(_ -> random.nextInt(3) > 0).toList(),
                sources.stream().map(this::reading).toList());
    }

    private CudaState driver() {
        return switch (random.nextInt(12)) {
            case 0 -> new CudaState.Absent();
            case 1 -> new CudaState.OtherVendor("AMD", "Radeon");
            case 2 -> new CudaState.GpuLost("GPU 0 is lost");
            case 3 -> new CudaState.RebootPending(one(DRIVERS), null, "610.57.04");
            default -> new CudaState.Loaded(one(DRIVERS), null);
        };
    }

    private List<PlanningFacts.Gpu> gpus() {
        List<PlanningFacts.Gpu> gpus = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(3) + 1);
        for (int i = 0; i < count; i++) {
            String gpu = one(GPUS);
            gpus.add(new PlanningFacts.Gpu("card of " + gpu, ComputeCapability.parse(gpu)));
        }
        return gpus;
    }

    private SourceReading reading(AvailableSource source) {
        boolean reachable = random.nextInt(8) > 0;
        boolean some = source.type() == Source.Type.PYTORCH && random.nextInt(4) == 0;
        return new SourceReading(
                source.name(),
                reachable,
                some ? List.of("cpu", "cu118", "cu126") : List.of(),
                reachable ? null : "connection refused");
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Environment environment(String installer, String packages, String compute, String gpus) {
        return ENVIRONMENTS.computeIfAbsent("""
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: torch}
                spec:
                  python: ">=3.7"
                  installer: %s
                  compute: "%s"
                  gpus: %s
                  stages: [{name: framework, packages: ["%s"]}]
                """.formatted(installer, compute, gpus, packages), RandomLab::read);
    }

    private static Environment read(String manifest) {
        try {
            return (Environment)
                    ManifestReader.read("environment.yaml", manifest).getFirst();
        } catch (ManifestException e) {
            throw new AssertionError(e);
        }
    }

    /** The newer drivers that still serve every GPU, as NVIDIA announced the ends of branches. */
    static List<String> newerThan(String driver, List<PlanningFacts.Gpu> gpus) {
        int end = gpus.stream()
                .mapToInt(gpu -> gpu.computeCapability().major() < 5
                        ? 495
                        : gpu.computeCapability().compareTo(new ComputeCapability(7, 5)) < 0 ? 590 : Integer.MAX_VALUE)
                .min()
                .orElse(Integer.MAX_VALUE);
        return DRIVERS.subList(DRIVERS.indexOf(driver) + 1, DRIVERS.size()).stream()
                .filter(newer -> Integer.parseInt(newer.substring(0, newer.indexOf('.'))) < end)
                .toList();
    }

    /** The same machine with another driver, or with its GPUs in another order. */
    static PlanningFacts with(PlanningFacts facts, @Nullable String driver, List<PlanningFacts.Gpu> gpus) {
        return new PlanningFacts(
                facts.os(),
                facts.architecture(),
                facts.glibc(),
                driver == null ? facts.driver() : new CudaState.Loaded(driver, null),
                gpus,
                facts.pythons(),
                facts.sources());
    }
}

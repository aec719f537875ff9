package io.lamplighter.installers;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step.SolveConda;
import io.lamplighter.installers.CondaSolver.Request;
import io.lamplighter.installers.CondaSolver.Solution;
import io.lamplighter.planner.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Channels on this machine, and the real solver on behalf of machines that this one is not. */
final class CondaLab implements AutoCloseable {
    private static final Planner PLANNER = Planner.shipped();
    private static final Map<String, String> SUBDIRS = Map.of(
            "linux-x86_64", "linux-64",
            "linux-aarch64", "linux-aarch64",
            "windows-x86_64", "win-64");

    private final Map<SourceName, CondaChannel> channels;
    private final CondaSolver solver;

    private CondaLab(Map<SourceName, CondaChannel> channels, CondaSolver solver) {
        this.channels = Map.copyOf(channels);
        this.solver = solver;
    }

    static CondaLab in(Path folder) throws IOException, InterruptedException {
        CondaChannel pytorch = new CondaChannel(folder.resolve("pytorch"));
        CondaChannel nvidia = new CondaChannel(folder.resolve("nvidia"));
        PytorchChannel.fill(pytorch, nvidia);
        CondaChannel forge = CondaForge.in(folder.resolve("conda-forge"));
        for (CondaChannel channel : List.of(pytorch, nvidia, forge)) {
            channel.write();
        }
        return new CondaLab(
                Map.of(Source.PYTORCH_CHANNEL, pytorch, Source.NVIDIA_CHANNEL, nvidia, Source.CONDA_FORGE, forge),
                CondaSolver.start());
    }

    @Override
    public void close() throws IOException {
        solver.close();
    }

    /**
     * A machine.
     *
     * @param driver {@code 580.95.05}; absent without a GPU
     * @param gpus compute capabilities, {@code 6.1 8.6}; absent without one
     */
    record Machine(
            String platform,
            @Nullable String driver,
            @Nullable String gpus) {
        PlanningFacts facts(List<AvailableSource> sources) {
            int dash = platform.indexOf('-');
            return new PlanningFacts(
                    platform.substring(0, dash),
                    platform.substring(dash + 1),
                    platform.startsWith("linux") ? "2.36" : null,
                    driver == null ? new CudaState.Absent() : new CudaState.Loaded(driver, null),
                    gpus == null
                            ? List.of()
                            : Stream.of(gpus.split(" ", -1))
                                    .map(each -> new PlanningFacts.Gpu("GPU", ComputeCapability.parse(each)))
                                    .toList(),
                    List.of(),
                    sources.stream()
                            .map(source -> new SourceReading(source.name(), true, List.of(), null))
                            .toList());
        }

        String subdir() {
            return Objects.requireNonNull(SUBDIRS.get(platform), platform);
        }

        /** What conda finds of a machine by itself, but for its GPUs. */
        Map<String, String> virtualPackages() {
            return platform.startsWith("windows")
                    ? Map.of("__win", "0")
                    : Map.of("__linux", "6.1", "__unix", "0", "__glibc", "2.36");
        }
    }

    /** An environment of one stage. */
    record Wish(String python, String packages) {
        Environment environment() throws Exception {
            String manifest = """
                    apiVersion: lamplighter.io/v1
                    kind: Environment
                    metadata: {name: torch}
                    spec:
                      installer: conda
                      python: "%s"
                      stages:
                      - {name: framework, packages: [%s]}
                    """.formatted(
                            python,
                            String.join(
                                    ", ",
                                    Stream.of(packages.split(" ", -1))
                                            .map(each -> '"' + each + '"')
                                            .toList()));
            return (Environment)
                    ManifestReader.read("environment.yaml", manifest).getFirst();
        }
    }

    SolveConda plan(Wish wish, Machine machine) throws Exception {
        Environment environment = wish.environment();
        List<AvailableSource> sources = environment.spec().sources().stream()
                .map(name -> new AvailableSource(name, Source.Type.CONDA, url(name), List.of()))
                .toList();
        return switch (PLANNER.resolve(environment, sources, machine.facts(sources))) {
            case Resolution.Resolved(Plan plan) -> plan.only(SolveConda.class);
            case Resolution.Rejected rejected -> throw new AssertionError(rejected.toString());
            case Resolution.Undecided undecided -> throw new AssertionError(undecided.toString());
        };
    }

    /** What the solver makes of the first candidate; there is no second try. */
    Solution solve(SolveConda plan, Machine machine) throws IOException {
        CondaCandidate first = plan.candidates().getFirst();
        List<String> specs = new ArrayList<>(plan.requirements());
        specs.addAll(first.pins());
        return solve(specs, first, machine);
    }

    /** What it makes of the requirements alone, on the same channels and for the same driver. */
    Solution solveAsWritten(SolveConda plan, Machine machine) throws IOException {
        return solve(plan.requirements(), plan.candidates().getFirst(), machine);
    }

    /** The plan for a driver that turns out to run another CUDA. */
    static SolveConda withCuda(SolveConda plan, String cuda) {
        CondaCandidate first = plan.candidates().getFirst();
        return new SolveConda(
                plan.requirements(),
                List.of(new CondaCandidate(first.name(), first.pins(), first.channels(), cuda, first.cudaArch())));
    }

    private Solution solve(List<String> specs, CondaCandidate candidate, Machine machine) throws IOException {
        Map<String, String> virtualPackages = new TreeMap<>(machine.virtualPackages());
        if (candidate.cuda() != null) {
            virtualPackages.put("__cuda", candidate.cuda());
        }
        if (candidate.cudaArch() != null) {
            virtualPackages.put("__cuda_arch", candidate.cudaArch());
        }
        List<String> urls = candidate.channels().stream().map(this::url).toList();
        return solver.solve(new Request(urls, machine.subdir(), specs, virtualPackages));
    }

    private String url(SourceName name) {
        return Objects.requireNonNull(channels.get(name), name::toString).url();
    }
}

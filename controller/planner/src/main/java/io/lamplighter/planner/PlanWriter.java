package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.PythonSeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the steps of a plan, in their order. */
record PlanWriter(Asked asked, NamedSources sources, Interpreters interpreters) {
    private static final String AS_WRITTEN = "as written";

    private static final Set<SourceName> ONLY_FOR_TORCH = Set.of(Source.PYTORCH_CHANNEL, Source.NVIDIA_CHANNEL);

    /** The checks that apply where torch is there and the spec names none. */
    private static final List<Check> WITH_TORCH = List.of(Check.TENSOR, Check.AUTOGRAD, Check.DATALOADER);

    private static final List<Check> WITH_CUDA = List.of(Check.TENSOR, Check.CUDA, Check.AUTOGRAD, Check.DATALOADER);

    /** A plan without torch: nothing is checked but what always is. */
    Plan asWritten() {
        return write(null, null, null, new Step.Verify(List.of(), false));
    }

    /** A plan without torch, in which something is made for a CUDA major. */
    Plan asWritten(int cudaMajor) {
        return write(null, null, cudaMajor, new Step.Verify(List.of(), false));
    }

    /** A plan around torch. */
    Plan withTorch(TorchQuestion question, TorchChoice choice) {
        List<Check> named = asked.environment().spec().verify();
        boolean onGpus = choice.isOnGpus();
        List<Check> checks = named.isEmpty() ? (onGpus ? WITH_CUDA : WITH_TORCH) : named;
        return write(
                question,
                choice,
                choice.chosen()
                        .flatMap(chosen -> chosen.offer().build().cuda())
                        .map(CudaVersion::major)
                        .orElse(null),
                new Step.Verify(
                        checks,
                        onGpus && checks.contains(Check.CUDA),
                        onGpus ? asked.environment().spec().gpus() : null));
    }

    private Plan write(
            @Nullable TorchQuestion question,
            @Nullable TorchChoice choice,
            @Nullable Integer cudaMajor,
            Step.Verify verify) {
        Environment environment = asked.environment();
        List<Step> steps = new ArrayList<>();
        if (environment.spec().usesConda()) {
            addConda(steps, question, choice);
        } else {
            steps.add(new Step.CreateEnvironment(python(choice), interpreters.provider()));
        }
        if (!asked.wanted().pip().isEmpty()) {
            addPip(steps, question, choice, asked.pipTexts(cudaMajor));
        }
        steps.add(verify);
        steps.add(expose(environment));
        return new Plan(Plan.FORMAT, environment.name(), steps);
    }

    private static Step.Expose expose(Environment environment) {
        Environment.Exposure wanted = environment.spec().expose();
        Map<Extra, Boolean> extras = new EnumMap<>(Map.of(
                Extra.ACTIVATE, wanted.activate(),
                Extra.CONDA, wanted.conda(),
                Extra.MODULE, wanted.module(),
                Extra.USER_SITE, wanted.userSite(),
                Extra.VSCODE, wanted.vscode()));
        extras.values().removeIf(is -> !is);
        return new Step.Expose(
                wanted.launcher(),
                wanted.kernel().of(environment.name()).orElse(null),
                List.copyOf(extras.keySet()),
                environment.spec().variables());
    }

    private String python(@Nullable TorchChoice choice) {
        return choice == null
                ? interpreters.specifier()
                : choice.chosen()
                        .flatMap(choice::pythonOf)
                        .map(asked::pythonWithin)
                        .orElseThrow();
    }

    private void addPip(
            List<Step> steps, @Nullable TorchQuestion question, @Nullable TorchChoice choice, PipTexts texts) {
        PipPlacements placements = new PipPlacements(sources, texts.names());
        SourceName defaultIndex = placements.defaultIndex();
        List<Candidate> candidates = question != null && choice != null && isFor(Installer.PIP)
                ? new PipCandidates(question.shared(), placements).of(choice)
                : List.of(new Candidate(AS_WRITTEN, List.of(), placements.claimed(null)));
        steps.add(new Step.Solve(texts.all(), candidates, defaultIndex));
        steps.addAll(texts.stages());
    }

    private void addConda(List<Step> steps, @Nullable TorchQuestion question, @Nullable TorchChoice choice) {
        CondaTexts texts = new CondaTexts(asked);
        PythonSeries python = choice == null
                ? null
                : choice.chosen().flatMap(choice::pythonOf).orElse(null);
        List<CondaCandidate> candidates = question != null && choice != null && isFor(Installer.CONDA)
                ? new CondaCandidates(asked, question, sources).of(choice)
                : List.of(new CondaCandidate(AS_WRITTEN, List.of(), channels(), null, null));
        steps.add(new Step.SolveConda(texts.all(python), candidates));
        steps.addAll(texts.stages());
    }

    private List<SourceName> channels() {
        return sources.of(Source.Type.CONDA)
                .filter(NamedSource::isReachable)
                .map(NamedSource::name)
                .filter(name -> !ONLY_FOR_TORCH.contains(name))
                .toList();
    }

    /** Where a stage takes what nothing places elsewhere. */
    List<SourceName> sourcesOf(Installer installer) {
        return switch (installer) {
            case PIP -> List.of(new PipPlacements(sources, List.of()).defaultIndex());
            case CONDA -> channels();
        };
    }

    private boolean isFor(Installer installer) {
        TorchRequest torch = asked.wanted().torch();
        return torch != null && torch.installer() == installer;
    }
}

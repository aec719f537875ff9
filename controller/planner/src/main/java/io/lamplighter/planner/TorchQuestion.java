package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.Companions;
import java.util.Optional;

/** Which torch a machine gets: what must hold before builds are worth looking at, and the builds. */
final class TorchQuestion {
    private final Asked asked;
    private final TorchRequest request;
    private final PlanningFacts facts;
    private final NamedSources sources;
    private final Interpreters interpreters;
    private final Target target;

    TorchQuestion(
            Asked asked, TorchRequest request, PlanningFacts facts, NamedSources sources, Interpreters interpreters) {
        this.asked = asked;
        this.request = request;
        this.facts = facts;
        this.sources = sources;
        this.interpreters = interpreters;
        Environment.Spec spec = asked.environment().spec();
        this.target = Target.of(spec.compute(), spec.gpus(), facts);
    }

    TorchRequest request() {
        return request;
    }

    PlanningFacts facts() {
        return facts;
    }

    /** What is the same for every machine of the platform. */
    SharedRules shared() {
        return asked.sharedRules(facts.platform(), request);
    }

    /** The first thing that stands in the way. */
    Optional<Refusal> refusal() {
        return platform()
                .or(interpreters::refusal)
                .or(this::ofSources)
                .or(this::sourceOnly)
                .or(this::ofTarget);
    }

    private Optional<Refusal> platform() {
        return Catalog.PLATFORMS.contains(facts.platform())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "platform",
                        "torch is planned on linux x86_64, linux aarch64 and windows x86_64; this machine is "
                                + facts.os() + " " + facts.architecture(),
                        null));
    }

    private Optional<Refusal> ofSources() {
        return asked.wanted()
                .installers()
                .flatMap(installer -> installer == Installer.PIP
                        ? sources.refusalOfPip(asked.wanted().otherNames()).stream()
                        : sources.refusalOfConda().stream())
                .findFirst();
    }

    /** What would have to be compiled against torch is not planned, unless a source claims to have it built. */
    private Optional<Refusal> sourceOnly() {
        Companions companions = asked.catalog().companions();
        return asked.wanted().sourceOnly().stream()
                .filter(name -> sources.claimant(name).isEmpty())
                .findFirst()
                .map(name -> new Refusal(
                        "companion",
                        name + " is bound to torch's ABI, and the index has it as source code only",
                        companions.remedyOf(name).orElse(null)));
    }

    private Optional<Refusal> ofTarget() {
        return switch (target) {
            case Target.Refused refused -> Optional.of(refused.refusal());
            case Target.Processor _, Target.Gpus _ -> Optional.empty();
        };
    }

    /** The best builds, as far as a plan needs them. */
    TorchChoice best() {
        return choosing(target).best();
    }

    /** Every build, judged by every rule. */
    TorchChoice whole() {
        return choosing(target).whole();
    }

    /** The best if torch computed on something else. */
    TorchChoice best(Target other) {
        return choosing(other).best();
    }

    private Choosing choosing(Target which) {
        return new Choosing(
                which,
                Rules.of(asked, request, which, interpreters, facts),
                asked.targetRules(facts.platform(), which).ranking(),
                asked.offers(facts.platform(), request, sources).all(),
                interpreters,
                asked.wanted().bound().stream().anyMatch(CudaBound::isOpen));
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold of a machine before its builds of torch are worth looking at. */
final class TorchQuestion {
    private static final Set<String> ARCHITECTURES = Set.of("x86_64", "aarch64");

    private TorchQuestion() {}

    /** The first thing that stands in the way. */
    static Optional<Refusal> refusal(
            PlanningFacts facts, Interpreters interpreters, NamedSources sources, Target target) {
        return Stream.of(platform(facts), interpreters.refusal(), sources.refusal(), ofTarget(target))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> platform(PlanningFacts facts) {
        return facts.os().equals("linux") && ARCHITECTURES.contains(facts.architecture())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "platform",
                        "torch is planned on linux x86_64 and aarch64 in this version; this machine is " + facts.os()
                                + " " + facts.architecture(),
                        null));
    }

    private static Optional<Refusal> ofTarget(Target target) {
        return switch (target) {
            case Target.Refused(Refusal refusal) -> Optional.of(refusal);
            case Target.Processor _, Target.Gpus _ -> Optional.empty();
        };
    }
}

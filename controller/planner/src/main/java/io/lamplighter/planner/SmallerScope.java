package io.lamplighter.planner;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks for the GPUs of a mixed machine that agree on a build when the oldest ones have no say. */
final class SmallerScope {
    private SmallerScope() {}

    /**
     * A proposal; empty where the GPUs are alike or leaving some out does not help.
     *
     * @param choosing what the machine would get for other counted GPUs
     */
    static Optional<String> proposal(Target target, Function<Target, TorchChoice> choosing) {
        return target instanceof Target.Gpus gpus
                ? gpus.counted().stream()
                        .map(PlanningFacts.Gpu::computeCapability)
                        .distinct()
                        .sorted()
                        .skip(1)
                        .flatMap(oldest -> proposal(gpus, oldest, choosing).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> proposal(
            Target.Gpus gpus, ComputeCapability oldest, Function<Target, TorchChoice> choosing) {
        List<PlanningFacts.Gpu> counted = gpus.counted().stream()
                .filter(gpu -> gpu.computeCapability().compareTo(oldest) >= 0)
                .toList();
        String leftOut = gpus.counted().stream()
                .filter(gpu -> !counted.contains(gpu))
                .map(FactLines::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return choosing.apply(gpus.counting(counted))
                .chosen()
                .map(chosen -> "gpus: \">=" + oldest + "\" leaves " + leftOut + " out and would run "
                        + chosen.offer().name());
    }
}

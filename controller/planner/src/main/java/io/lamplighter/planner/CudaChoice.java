package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.Drivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Which CUDA major is taken where something is made for one and no torch decides it: the newest that all allow. */
record CudaChoice(Asked asked, PlanningFacts facts) {
    /** The major, or why there is none. */
    sealed interface Outcome {
        record Chosen(int major) implements Outcome {}

        record None(Refusal refusal) implements Outcome {}

        default <T> T fold(Function<Refusal, T> none, IntFunction<T> chosen) {
            return switch (this) {
                case None(Refusal refusal) -> none.apply(refusal);
                case Chosen(int major) -> chosen.apply(major);
            };
        }
    }

    Outcome decide() {
        Target target = Target.of(
                asked.environment().spec().compute(), asked.environment().spec().gpus(), facts);
        return switch (target) {
            case Target.Refused refused -> new Outcome.None(refused.refusal());
            case Target.Processor(String because) -> new Outcome.None(computesOnCuda(because));
            case Target.Gpus gpus -> of(gpus);
        };
    }

    private Refusal computesOnCuda(String because) {
        CudaBound first = asked.wanted().bound().getFirst();
        return new Refusal(
                new Reason(
                        CudaBoundRule.ID,
                        first.written() + " computes on " + first.majors() + ", and " + because,
                        because),
                CudaBoundRule.instead(first));
    }

    private Outcome of(Target.Gpus gpus) {
        Set<Integer> majors =
                new TreeSet<>(asked.wanted().bound().getFirst().byMajor().keySet());
        asked.wanted().bound().forEach(bound -> majors.retainAll(bound.byMajor().keySet()));
        if (majors.isEmpty()) {
            return new Outcome.None(new Refusal(
                    CudaBoundRule.ID,
                    "no CUDA major serves "
                            + String.join(
                                    " and ",
                                    asked.wanted().bound().stream()
                                            .map(bound -> bound.written() + " (" + bound.majors() + ")")
                                            .toList()),
                    "name packages for one CUDA major"));
        }
        List<String> objections = new ArrayList<>();
        for (int major : new TreeSet<>(majors).descendingSet()) {
            String objection = objection(gpus, new CudaVersion(major, CudaVersion.ANY));
            if (objection.isEmpty()) {
                return new Outcome.Chosen(major);
            }
            objections.add(objection);
        }
        return new Outcome.None(new Refusal(
                objections.stream()
                        .map(objection -> new Reason(CudaBoundRule.ID, objection, objection))
                        .toList(),
                null));
    }

    private String objection(Target.Gpus gpus, CudaVersion cuda) {
        Drivers drivers = asked.catalog().drivers();
        return drivers.minimum(cuda, gpus.system())
                .filter(minimum -> gpus.driver().compareTo(minimum) < 0)
                .map(minimum -> "driver " + gpus.driver() + " runs no CUDA " + cuda + ", which needs " + minimum)
                .or(() -> gpus.counted().stream()
                        .filter(gpu -> drivers.oldestGpu(cuda)
                                .filter(oldest -> gpu.computeCapability().compareTo(oldest) < 0)
                                .isPresent())
                        .findFirst()
                        .map(gpu -> "CUDA " + cuda + " makes no code for " + FactLines.name(gpu)))
                .orElse("");
    }
}

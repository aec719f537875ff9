package io.lamplighter.controller.placement;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.controller.generation.GenerationStore;
import io.lamplighter.controller.generation.GenerationStore.Told;
import io.lamplighter.controller.storage.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what is in use on machines is not as it should be, though the plan of it stands: looked up for one walk. */
final class Drifts {
    private final Session session;
    private final GenerationStore generations;
    private final PlanStore plans;
    private final Map<PlanId, Boolean> cuda = new HashMap<>();

    Drifts(Session session, GenerationStore generations, PlanStore plans) {
        this.session = session;
        this.generations = generations;
        this.plans = plans;
    }

    /**
     * How it drifted; empty where it did not.
     *
     * @param answer today's of the planner; absent while retiring
     * @param run the placement's last
     */
    Optional<String> of(Placement placement, @Nullable Answer answer, @Nullable RunReport run) {
        if (placement.inUse() == null) {
            return Optional.empty();
        }
        return lacksCuda(placement, answer)
                ? Optional.of("it computes on the CPU, where today's answer computes on the GPUs")
                : altered(placement, placement.inUse(), run);
    }

    /** Whether a build for the CPU is in use where one for the GPUs is wanted. */
    boolean lacksCuda(Placement placement, @Nullable Answer answer) {
        return placement.lacksCuda(
                answer, inUse -> cuda.computeIfAbsent(inUse, plan -> plans.needsCuda(session, plan)));
    }

    /** As the machine told last; what it told before its last run is of a generation that is replaced. */
    private Optional<String> altered(Placement placement, PlanId inUse, @Nullable RunReport run) {
        return generations.find(session, placement.machine()).map(Told::report).stream()
                .flatMap(report -> report.environments().stream())
                .filter(told -> told.environment().equals(placement.environment()))
                .flatMap(told -> told.generations().stream())
                .filter(generation -> generation.current() && generation.plan().equals(inUse))
                .filter(generation -> !isReplaced(generation, run))
                .flatMap(generation -> Optional.ofNullable(generation.drift()).stream())
                .findFirst();
    }

    private static boolean isReplaced(Generation generation, @Nullable RunReport run) {
        return run != null
                && run.outcome() == RunOutcome.ACTIVATED
                && run.generation() != null
                && !run.generation().equals(generation.name());
    }
}

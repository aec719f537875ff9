package io.lamplighter.controller.placement;

import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Reason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resolution as it is stored: the plan by its id, the rest as the planner said it. */
sealed interface Answer {
    /**
     * There is a plan.
     *
     * @param candidate what it chose; absent where nothing had to be chosen
     * @param steps the kinds of its steps
     */
    record Planned(PlanId plan, @Nullable String candidate, Set<String> steps) implements Answer {
        public Planned {
            steps = Set.copyOf(steps);
        }
    }

    record Rejected(List<Reason> reasons, @Nullable String nearest) implements Answer {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }

    record Undecided(String missing) implements Answer {}
}

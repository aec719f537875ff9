package io.lamplighter.controller.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resolution as it is stored: the plan by its id, the rest as the planner said it. */
sealed interface Answer {
    /**
     * There is a plan.
     *
     * @param candidate what it chose; absent where nothing had to be chosen
     * @param cuda whether its proof must compute on the machine's GPUs
     * @param steps the kinds of its steps, as the wire names them, which is how agents say what they accept
     */
    record Planned(PlanId plan, @Nullable String candidate, boolean cuda, Set<String> steps) implements Answer {
        public Planned {
            steps = Set.copyOf(steps);
        }

        static Planned of(PlanDocument document) {
            try {
                Set<String> kinds = new LinkedHashSet<>();
                for (JsonNode step : Wire.mapper().readTree(document.json()).path("steps")) {
                    kinds.add(step.path("step").textValue());
                }
                Plan plan = document.plan();
                boolean cuda = plan.steps().stream()
                        .anyMatch(step -> step instanceof Step.Verify verify && verify.cudaRequired());
                return new Planned(document.id(), plan.choice().orElse(null), cuda, kinds);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("plan " + document.id() + " is unreadable", e);
            }
        }
    }

    record Rejected(List<Reason> reasons, @Nullable String nearest) implements Answer {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }

    record Undecided(String missing) implements Answer {}

    /** What the planner said, in the form in which it is stored. */
    static Answer of(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> Planned.of(PlanDocument.of(resolved.plan()));
            case Resolution.Rejected rejected -> new Rejected(rejected.reasons(), rejected.nearest());
            case Resolution.Undecided undecided -> new Undecided(undecided.missing());
        };
    }
}

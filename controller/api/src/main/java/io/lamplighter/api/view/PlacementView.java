package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Opening;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment on one machine.
 *
 * @param phase for people, {@code Pending(sources unknown)}
 * @param environmentRevision of the manifest that was planned last
 * @param plan what the machine should run; absent while nothing could be planned
 * @param planInUse what it last said it runs; absent before its first success
 * @param candidate what the plan chose, {@code torch 2.10.0 cu126}; absent where nothing had to be chosen
 * @param run its last run
 * @param removeAfter when a retiring one goes
 * @param resolution today's answer of the planner, only where one placement is asked for
 * @param explanation of that answer
 * @param rollback what an operator wants in use instead of it; absent where the planner decides
 * @param window that is open, or opens next, on this machine; absent where it may change at any time
 */
public record PlacementView(
        MachineName machine,
        EnvironmentName environment,
        Phase phase,
        String phaseDetail,
        List<Condition> conditions,
        long environmentRevision,
        @Nullable PlanId plan,
        @Nullable PlanId planInUse,
        @Nullable String candidate,
        @Nullable RunReport run,
        @Nullable Instant removeAfter,
        @Nullable Resolution resolution,
        @Nullable Explanation explanation,
        @Nullable Rollback rollback,
        @Nullable Opening window) {
    public PlacementView {
        conditions = List.copyOf(conditions);
    }

    /** The same with something to be said of its phase. */
    public PlacementView detailed(String detail) {
        return new PlacementView(
                machine,
                environment,
                phase,
                detail,
                conditions,
                environmentRevision,
                plan,
                planInUse,
                candidate,
                run,
                removeAfter,
                resolution,
                explanation,
                rollback,
                window);
    }

    /**
     * One aspect.
     *
     * @param reason one word or a short sentence
     * @param since when the status became so
     */
    public record Condition(Type type, Status status, String reason, Instant since) {
        public enum Type {
            @JsonProperty("Resolved")
            RESOLVED,
            @JsonProperty("Released")
            RELEASED,
            @JsonProperty("Converged")
            CONVERGED,
            @JsonProperty("Healthy")
            HEALTHY
        }

        public enum Status {
            @JsonProperty("True")
            TRUE,
            @JsonProperty("False")
            FALSE,
            @JsonProperty("Unknown")
            UNKNOWN
        }
    }

    /** For people: the first that applies, in this order. */
    public enum Phase {
        @JsonProperty("Stale")
        STALE,
        @JsonProperty("Held")
        HELD,
        @JsonProperty("Failed")
        FAILED,
        @JsonProperty("Rejected")
        REJECTED,
        @JsonProperty("Retiring")
        RETIRING,
        @JsonProperty("Building")
        BUILDING,
        @JsonProperty("Pending")
        PENDING,
        @JsonProperty("Drifted")
        DRIFTED,
        @JsonProperty("Converged")
        CONVERGED
    }
}

package io.lamplighter.controller.placement;

import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.api.view.PlacementView.Condition.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The four aspects of a placement, each judged by itself. */
final class Conditions {
    private final Placement placement;
    private final @Nullable String note;
    private final @Nullable RunReport run;
    private final @Nullable String drift;
    private final Instant now;

    private Conditions(
            Placement placement, @Nullable String note, @Nullable RunReport run, @Nullable String drift, Instant now) {
        this.placement = placement;
        this.note = note;
        this.run = run;
        this.drift = drift;
        this.now = now;
    }

    /**
     * The conditions of a placement as it now is; one whose status stays keeps its since.
     *
     * @param answer today's of the planner; absent while retiring
     * @param note what is to be said with a plan, and of one that retires why; absent where nothing is
     * @param run the placement's last
     * @param drift how what is in use is not as it should be; absent where it is
     */
    static List<Condition> of(
            Placement placement,
            @Nullable Answer answer,
            @Nullable String note,
            @Nullable RunReport run,
            @Nullable String drift,
            Instant now) {
        Conditions conditions = new Conditions(placement, note, run, drift, now);
        return List.of(
                conditions.resolved(answer), conditions.released(answer), conditions.converged(), conditions.healthy());
    }

    private Condition resolved(@Nullable Answer answer) {
        return switch (answer) {
            case null ->
                condition(Condition.Type.RESOLVED, Status.UNKNOWN, Objects.requireNonNullElse(note, "retiring"));
            case Answer.Planned planned -> condition(Condition.Type.RESOLVED, Status.TRUE, reason(planned));
            case Answer.Rejected rejected ->
                condition(
                        Condition.Type.RESOLVED,
                        Status.FALSE,
                        rejected.reasons().stream().map(Reason::message).collect(Collectors.joining("; ")));
            case Answer.Undecided undecided -> condition(Condition.Type.RESOLVED, Status.UNKNOWN, undecided.missing());
        };
    }

    private String reason(Answer.Planned planned) {
        String chosen = planned.candidate() == null ? "planned" : planned.candidate();
        String whole = note == null ? chosen : chosen + " (" + note + ")";
        return placement.answersSpec() && !planned.plan().equals(placement.plan())
                ? "what is in use stays; planned anew it would be " + whole
                : whole;
    }

    private Condition released(@Nullable Answer answer) {
        if (placement.isRetiring()) {
            return condition(Condition.Type.RELEASED, Status.FALSE, "retiring");
        }
        if (answer instanceof Answer.Planned && !placement.answersSpec()) {
            return condition(Condition.Type.RELEASED, Status.FALSE, "agent too old");
        }
        return placement.plan() == null
                ? condition(Condition.Type.RELEASED, Status.FALSE, "there is no plan")
                : condition(Condition.Type.RELEASED, Status.TRUE, "assigned");
    }

    private Condition converged() {
        PlanId plan = placement.plan();
        if (placement.isRetiring() || plan == null) {
            return condition(Condition.Type.CONVERGED, Status.UNKNOWN, "nothing is assigned");
        }
        if (placement.isInUse()) {
            return condition(Condition.Type.CONVERGED, Status.TRUE, "in use");
        }
        return condition(Condition.Type.CONVERGED, Status.FALSE, progress(plan));
    }

    private String progress(PlanId plan) {
        if (run == null || !run.plan().equals(plan)) {
            return "not begun";
        }
        if (run.outcome() == RunOutcome.ACTIVATED || run.outcome() == RunOutcome.UNCHANGED) {
            return "other files of the plan are wanted by now";
        }
        return switch (run.outcome()) {
            case null -> run.state().name().toLowerCase(Locale.ROOT);
            case RunOutcome outcome ->
                Optional.ofNullable(run.failure()).map(Failure::message).orElse(outcome.label());
        };
    }

    /** Of the generation in use; runs of others leave it as it was. */
    private Condition healthy() {
        if (placement.inUse() == null) {
            return condition(Condition.Type.HEALTHY, Status.UNKNOWN, "nothing is in use");
        }
        if (drift != null) {
            return condition(Condition.Type.HEALTHY, Status.FALSE, drift);
        }
        if (run == null || run.outcome() != RunOutcome.ACTIVATED || !run.plan().equals(placement.inUse())) {
            return before(Condition.Type.HEALTHY)
                    .orElseGet(
                            () -> condition(Condition.Type.HEALTHY, Status.UNKNOWN, "its verification is not known"));
        }
        List<CheckResult> checks = run.checks();
        String failed = named(checks, Result.FAILED);
        if (!failed.isEmpty()) {
            return condition(Condition.Type.HEALTHY, Status.FALSE, "failed: " + failed);
        }
        String open = named(checks, Result.INCONCLUSIVE);
        return open.isEmpty()
                ? condition(Condition.Type.HEALTHY, Status.TRUE, "verified: " + named(checks, Result.PASSED))
                : condition(Condition.Type.HEALTHY, Status.UNKNOWN, "inconclusive: " + open);
    }

    private static String named(List<CheckResult> checks, Result result) {
        return checks.stream()
                .filter(check -> check.result() == result)
                .map(CheckResult::check)
                .collect(Collectors.joining(", "));
    }

    private Condition condition(Condition.Type type, Status status, String reason) {
        Instant since = before(type)
                .filter(condition -> condition.status() == status)
                .map(Condition::since)
                .orElse(now);
        return new Condition(type, status, reason, since);
    }

    private Optional<Condition> before(Condition.Type type) {
        return placement.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst();
    }
}

package io.lamplighter.controller.placement;

import io.lamplighter.api.lock.Release;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.view.PlacementView.Phase;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one word for people: the first that applies, in the order of {@link Phase}. */
final class Phases {
    private Phases() {}

    /** A phase with what is said in its brackets: one short line, as some of it is an agent's own words. */
    record Shown(Phase phase, String detail) {
        private static final int LONGEST = 200;

        Shown {
            detail = detail.replaceAll("\\p{Cntrl}+", " ");
            detail = detail.length() > LONGEST ? detail.substring(0, LONGEST - 1) + "…" : detail;
        }

        /** The same of a placement that drifted; what is in the way of another phase comes first. */
        Shown drifted(@Nullable String drift) {
            return drift != null && phase == Phase.CONVERGED ? new Shown(Phase.DRIFTED, drift) : this;
        }

        /** The same of a placement that uses denied releases. */
        Shown using(List<Release> denied) {
            if (denied.isEmpty() || phase != Phase.CONVERGED) {
                return this;
            }
            String used = denied.stream().map(Release::words).collect(Collectors.joining(", ")) + " denied";
            return new Shown(phase, detail.isEmpty() ? used : used + "; " + detail);
        }
    }

    /**
     * How a placement looks; Stale comes on top of it, by time alone.
     *
     * @param answer today's of the planner; absent while retiring
     * @param last the placement's last run
     */
    static Shown of(Placement placement, @Nullable Answer answer, @Nullable RunReport last) {
        if (placement.isRetiring()) {
            return new Shown(Phase.RETIRING, "usable until " + placement.removeAfter());
        }
        PlanId plan = placement.plan();
        RunReport run = last != null && last.plan().equals(plan) ? last : null;
        if (run != null && run.outcome() == RunOutcome.FAILED && run.refresh() == null) {
            return new Shown(
                    Phase.FAILED,
                    run.failure() == null ? "" : run.failure().signature().value());
        }
        if (answer instanceof Answer.Rejected rejected) {
            return new Shown(Phase.REJECTED, rejected.reasons().getFirst().message());
        }
        if (run != null && isBuilding(run)) {
            return new Shown(Phase.BUILDING, run.stage() == null ? "" : run.stage());
        }
        if (!placement.answersSpec()) {
            return new Shown(Phase.PENDING, answer instanceof Answer.Undecided ? "sources unknown" : "agent too old");
        }
        return placement.isInUse()
                ? new Shown(Phase.CONVERGED, run == null ? "" : refresh(run))
                : new Shown(Phase.PENDING, wait(run));
    }

    /** How every placement looks on a machine that is held, but for staleness. */
    static Shown held(Hold hold) {
        return new Shown(Phase.HELD, "until " + hold.until() + ": " + hold.reason());
    }

    /** Whether a placement already looks as held as it is. */
    static boolean isHeldAs(Placement placement, @Nullable Hold hold) {
        return hold == null
                ? placement.phase() != Phase.HELD
                : held(hold).equals(new Shown(placement.phase(), placement.phaseDetail()));
    }

    private static boolean isBuilding(RunReport run) {
        return run.outcome() == null && !run.state().isFinal() && run.state() != RunState.WAITING;
    }

    /** A refresh that fails changes nothing: what is in use is right as it is. */
    private static String refresh(RunReport run) {
        return run.refresh() != null && run.failure() != null
                ? "refresh failed: " + run.failure().signature()
                : "";
    }

    private static String wait(@Nullable RunReport run) {
        if (run == null) {
            return "not begun";
        }
        if (run.waiting() != null) {
            return run.waiting().stream().map(Hindrance::detail).collect(Collectors.joining("; "));
        }
        return run.outcome() == RunOutcome.INCONCLUSIVE ? "verification inconclusive" : "the machine waits";
    }
}

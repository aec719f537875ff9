package io.lamplighter.controller.placement;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.run.PackageChange;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.run.RunStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of runs that begin and end. */
@Singleton
final class RunNews {
    private static final Set<RunState> NOTHING_DONE =
            EnumSet.of(RunState.PLANNED, RunState.WAITING, RunState.CLAIMED, RunState.UNKNOWN);

    private final PlacementStore placements;
    private final PlanStore plans;
    private final RunStore runs;
    private final Events events;

    RunNews(PlacementStore placements, PlanStore plans, RunStore runs, Events events) {
        this.placements = placements;
        this.plans = plans;
        this.runs = runs;
        this.events = events;
    }

    /**
     * What a report says that was not known; the placement still says what was in use before it.
     *
     * @param before the last known report of the run; absent for a new one
     */
    void tell(Transaction transaction, Machine machine, @Nullable RunReport before, RunReport report) {
        if (isBegun(report) && (before == null || !isBegun(before))) {
            events.happened(
                    transaction,
                    report.at(),
                    about(machine, report, EventReason.RUN_STARTED, "")
                            .changing(null, plans.words(transaction, report.plan())));
        }
        if (report.outcome() != null && (before == null || before.outcome() == null)) {
            events.happened(transaction, report.at(), ending(transaction, machine, report, report.outcome()));
        }
    }

    private Happening ending(Session session, Machine machine, RunReport report, RunOutcome outcome) {
        return switch (outcome) {
            case ACTIVATED -> activated(session, machine, report);
            case FAILED -> {
                Happening failed =
                        wanted(session, report, about(machine, report, EventReason.RUN_FAILED, purpose(report)));
                yield report.failure() == null ? failed : failed.because(report.failure());
            }
            case UNCHANGED -> about(machine, report, EventReason.RUN_ENDED, "the refresh found nothing new");
            case SUPERSEDED -> about(machine, report, EventReason.RUN_ENDED, "another plan was assigned");
            case INCONCLUSIVE -> about(machine, report, EventReason.RUN_ENDED, "it could not be verified now");
            case UNKNOWN -> about(machine, report, EventReason.RUN_ENDED, "an outcome of a later version");
        };
    }

    /** Of a refresh the plan is the one in use: what it would have changed tells the two builds apart. */
    private Happening wanted(Session session, RunReport report, Happening failed) {
        List<PackageChange> changes = report.changes();
        if (report.refresh() == null || changes == null || changes.isEmpty()) {
            return failed.changing(null, plans.words(session, report.plan()));
        }
        BuildChange change = BuildChange.of(changes);
        return failed.changing(change.from(), change.to());
    }

    /** By what was chosen, where something had to be and another is now; else by the packages. */
    private Happening activated(Session session, Machine machine, RunReport report) {
        Happening activated = about(machine, report, EventReason.RUN_ACTIVATED, purpose(report));
        @Nullable
        String before = placements
                .find(session, machine.id(), report.environment())
                .map(Placement::inUse)
                .flatMap(plan -> plans.candidate(session, plan))
                .orElse(null);
        @Nullable
        String now = plans.candidate(session, report.plan())
                .map(first -> report.candidate() == null ? first : report.candidate())
                .orElse(null);
        if (now != null && !now.equals(before)) {
            return activated.changing(before, now);
        }
        BuildChange change = BuildChange.between(
                runs.lastActivated(session, machine.id(), report)
                        .map(RunReport::installed)
                        .orElse(null),
                report.installed());
        return activated.changing(change.from(), change.to());
    }

    private static String purpose(RunReport report) {
        return report.refresh() == null ? "" : "refresh";
    }

    private static boolean isBegun(RunReport report) {
        return !NOTHING_DONE.contains(report.state());
    }

    private static Happening about(Machine machine, RunReport report, EventReason reason, String detail) {
        return Happening.on(machine.name(), reason, detail).of(report.environment());
    }
}

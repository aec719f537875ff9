package io.lamplighter.controller.lock;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.placement.RefreshOrderStore;
import io.lamplighter.controller.placement.RefreshOrderStore.RefreshOrder;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Appoints those that solve anew what is in use. */
@Singleton
final class Refreshes {
    private static final Logger LOG = Logger.getLogger(Refreshes.class);

    private final Storage storage;
    private final LockStore locks;
    private final RefreshStore refreshes;
    private final RefreshOrderStore orders;
    private final SolveTerms terms;
    private final DenialStore denials;
    private final ClaimedPlans claimed;
    private final LocksConfig config;
    private final CheckinConfig checkin;
    private final Events events;
    private final InstantSource clock;

    Refreshes(
            Storage storage,
            LockStore locks,
            RefreshStore refreshes,
            RefreshOrderStore orders,
            SolveTerms terms,
            DenialStore denials,
            ClaimedPlans claimed,
            LocksConfig config,
            CheckinConfig checkin,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.locks = locks;
        this.refreshes = refreshes;
        this.orders = orders;
        this.terms = terms;
        this.denials = denials;
        this.claimed = claimed;
        this.config = config;
        this.checkin = checkin;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Says whether a machine is to solve anew what it uses; only an appointment writes anything.
     *
     * @throws Conflict when the machine should not have the plan
     */
    ClaimAnswer answer(Machine machine, Claim claim) {
        RefreshDecision first = storage.read(session -> decide(session, machine, claim));
        return switch (first) {
            case RefreshDecision.Current current -> told(current);
            case RefreshDecision.Appoint _ -> storage.write(transaction -> settle(transaction, machine, claim));
        };
    }

    /** Whether it was for nothing or not: a refresh that ended is over for a night. */
    void ended(Transaction transaction, Machine machine, RunReport report) {
        RunOutcome outcome = report.outcome();
        if (report.refresh() == null || outcome == null || outcome == RunOutcome.SUPERSEDED) {
            return;
        }
        locks.lease(transaction, report.plan(), machine.id()).ifPresent(lease -> {
            RefreshAttempt attempt = new RefreshAttempt(
                    lease.platform(),
                    machine.id(),
                    machine.name(),
                    report.run(),
                    now(),
                    outcome,
                    report.failure() == null ? null : report.failure().signature());
            tell(transaction, report, lease, attempt);
            refreshes.put(transaction, report.plan(), attempt);
        });
    }

    /** What an operator ordered is told of when a plan's first refresh since then has ended. */
    private void tell(Transaction transaction, RunReport report, Lease lease, RefreshAttempt attempt) {
        orders.find(transaction, report.environment())
                .filter(order -> !lease.since().isBefore(order.at()))
                .filter(order -> refreshes.attempts(transaction, report.plan()).stream()
                        .filter(before -> before.platform().equals(attempt.platform()))
                        .noneMatch(before -> before.endedAt().isAfter(order.at())))
                .ifPresent(order -> {
                    String became = switch (attempt.outcome()) {
                        case ACTIVATED -> "changed";
                        case UNCHANGED -> "unchanged: nothing new within its bounds";
                        case FAILED -> "failed: " + attempt.signature();
                        case INCONCLUSIVE -> "inconclusive: it could not be verified now";
                        case SUPERSEDED, UNKNOWN -> attempt.outcome().label();
                    };
                    events.happened(
                            transaction,
                            Happening.on(
                                            attempt.name(),
                                            EventReason.REFRESH_ENDED,
                                            "ordered at " + order.at() + ", " + became)
                                    .of(report.environment()));
                });
    }

    private RefreshDecision decide(Session session, Machine machine, Claim claim) {
        AssignedEnvironment assigned = claimed.assigned(session, machine, claim);
        if (assigned.refresh() == null) {
            return new RefreshDecision.Current(config.refreshEvery(), claim.environment() + " is pinned");
        }
        if (!claim.mayLead()) {
            return new RefreshDecision.Current(
                    config.refreshEvery(), "machine " + machine.name() + " only installs what a lock says");
        }
        Platform platform = claimed.platform(session, machine, claim);
        List<StoredLock> all = locks.locks(session, claim.plan());
        boolean toLeave = StoredLock.toMoveFrom(all, platform)
                .filter(StoredLock::isDenied)
                .isPresent();
        if (assigned.refresh().update() == Update.PINNED && !toLeave) {
            return new RefreshDecision.Current(
                    config.refreshEvery(), claim.environment() + " is pinned, and its lock holds nothing denied");
        }
        return RefreshDecision.of(
                machine.id(),
                platform,
                all,
                locks.leases(session, claim.plan()),
                refreshes.attempts(session, claim.plan()),
                ordered(session, claim, all),
                config.refreshEvery(),
                checkin.pollInterval(),
                now());
    }

    /** When an operator last said something for which this plan is solved anew, whatever was tried before. */
    private @Nullable Instant ordered(Session session, Claim claim, List<StoredLock> all) {
        Stream<Instant> order = orders.find(session, claim.environment()).map(RefreshOrder::at).stream();
        Stream<Instant> denied = all.stream().anyMatch(StoredLock::isDenied)
                ? denials.all(session).all().stream().map(Denial::at)
                : Stream.empty();
        return Stream.concat(order, denied).max(Comparator.naturalOrder()).orElse(null);
    }

    /** Others may have been faster since it was last read. */
    private ClaimAnswer settle(Transaction transaction, Machine machine, Claim claim) {
        return switch (decide(transaction, machine, claim)) {
            case RefreshDecision.Current current -> told(current);
            case RefreshDecision.Appoint(StoredLock from) -> appoint(transaction, machine, claim, from);
        };
    }

    private ClaimAnswer appoint(Transaction transaction, Machine machine, Claim claim, StoredLock from) {
        AssignedEnvironment assigned = claimed.assigned(transaction, machine, claim);
        Instant now = now();
        SolveLimits limits = terms.movingFrom(transaction, from, assigned, now);
        Platform platform = from.platform();
        Lease lease =
                locks.appoint(transaction, claim.plan(), platform, machine, limits, now, until(assigned, machine, now));
        transaction.afterCommit(() -> LOG.infof(
                "machine %s (%s) solves plan %s of %s anew for %s until %s, epoch %d",
                machine.name(),
                machine.id(),
                claim.plan().abbreviated(),
                claim.environment(),
                platform,
                lease.until(),
                lease.epoch()));
        return new ClaimAnswer.Solve(lease.epoch(), lease.until(), limits);
    }

    /** The window that the machine is in; without one, as long as any pathfinder has. */
    private Instant until(AssignedEnvironment assigned, Machine machine, Instant now) {
        Schedule schedule = assigned.schedule() == null ? Schedule.ANY_TIME : assigned.schedule();
        return schedule.openAt(now, machine.id())
                .map(Opening::closes)
                .orElseGet(() -> now.plus(config.lease()))
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static ClaimAnswer told(RefreshDecision.Current current) {
        return new ClaimAnswer.Current(current.askAgain(), current.why());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

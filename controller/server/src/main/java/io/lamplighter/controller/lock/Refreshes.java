package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.manifest.StoredManifest;
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
import org.jboss.logging.Logger;

/** Appoints those that solve anew what is in use. */
@Singleton
final class Refreshes {
    private static final Logger LOG = Logger.getLogger(Refreshes.class);

    private final Storage storage;
    private final LockStore locks;
    private final RefreshStore refreshes;
    private final RefreshOrderStore orders;
    private final ManifestStore manifests;
    private final ClaimedPlans claimed;
    private final LocksConfig config;
    private final CheckinConfig checkin;
    private final InstantSource clock;

    Refreshes(
            Storage storage,
            LockStore locks,
            RefreshStore refreshes,
            RefreshOrderStore orders,
            ManifestStore manifests,
            ClaimedPlans claimed,
            LocksConfig config,
            CheckinConfig checkin,
            InstantSource clock) {
        this.storage = storage;
        this.locks = locks;
        this.refreshes = refreshes;
        this.orders = orders;
        this.manifests = manifests;
        this.claimed = claimed;
        this.config = config;
        this.checkin = checkin;
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
        locks.lease(transaction, report.plan(), machine.id())
                .ifPresent(lease -> refreshes.put(
                        transaction,
                        report.plan(),
                        new RefreshAttempt(
                                lease.platform(),
                                machine.id(),
                                machine.name(),
                                report.run(),
                                now(),
                                outcome,
                                report.failure() == null
                                        ? null
                                        : report.failure().signature())));
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
        return RefreshDecision.of(
                machine.id(),
                claimed.platform(session, machine, claim),
                locks.locks(session, claim.plan()),
                locks.leases(session, claim.plan()),
                refreshes.attempts(session, claim.plan()),
                orders.find(session, claim.environment()).map(RefreshOrder::at).orElse(null),
                config.refreshEvery(),
                checkin.pollInterval(),
                now());
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
        Environment.Spec spec = spec(transaction, claim);
        Instant now = now();
        SolveLimits limits = RefreshLimits.of(
                from, assigned.document().plan(), spec.update(), spec.cooldown().duration(), now);
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

    private Environment.Spec spec(Session session, Claim claim) {
        Manifest manifest = manifests
                .find(
                        session,
                        Kind.ENVIRONMENT,
                        new ManifestName(claim.environment().value()))
                .map(StoredManifest::manifest)
                .orElseThrow(() -> new Conflict(
                        "there is no environment " + claim.environment() + " any more",
                        "ask for the assignment in force: GET /agent/v1/assignment"));
        if (!(manifest instanceof Environment environment)) {
            throw new IllegalStateException(claim.environment() + " is stored as " + manifest.kind());
        }
        return environment.spec();
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

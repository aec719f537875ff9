package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Answers agents that are about to build. */
@Singleton
public final class Claims {
    private static final Logger LOG = Logger.getLogger(Claims.class);

    private final Storage storage;
    private final LockStore locks;
    private final ClaimedPlans claimed;
    private final Refreshes refreshes;
    private final SolveTerms terms;
    private final LocksConfig config;
    private final CheckinConfig checkin;
    private final InstantSource clock;

    Claims(
            Storage storage,
            LockStore locks,
            ClaimedPlans claimed,
            Refreshes refreshes,
            SolveTerms terms,
            LocksConfig config,
            CheckinConfig checkin,
            InstantSource clock) {
        this.storage = storage;
        this.locks = locks;
        this.claimed = claimed;
        this.refreshes = refreshes;
        this.terms = terms;
        this.config = config;
        this.checkin = checkin;
        this.clock = clock;
    }

    /**
     * Says how the machine is to come to the lock; only an appointment writes anything.
     *
     * @throws Conflict when the machine should not have the plan
     */
    public ClaimAnswer answer(Machine machine, Claim claim) {
        if (claim.asksForRefresh()) {
            return refreshes.answer(machine, claim);
        }
        Decision first = storage.read(session -> decide(session, machine, claim));
        return first instanceof Decision.Appoint
                ? storage.write(transaction -> settle(transaction, machine, claim))
                : answer(first);
    }

    /** A run that came to nothing is no reason for others to wait any longer. */
    public void ended(Transaction transaction, Machine machine, RunReport report) {
        refreshes.ended(transaction, machine, report);
        boolean vain = report.outcome() == RunOutcome.FAILED
                || report.outcome() == RunOutcome.SUPERSEDED
                || report.outcome() == RunOutcome.UNCHANGED;
        if (vain && locks.lapse(transaction, report.plan(), machine.id(), now()) > 0) {
            transaction.afterCommit(() -> LOG.infof(
                    "machine %s (%s) is no pathfinder of plan %s any more: its run ended %s",
                    machine.name(), machine.id(), report.plan().abbreviated(), report.outcome()));
        }
    }

    /** Others may have been faster since it was last read. */
    private ClaimAnswer settle(Transaction transaction, Machine machine, Claim claim) {
        Decision decision = decide(transaction, machine, claim);
        if (!(decision instanceof Decision.Appoint)) {
            return answer(decision);
        }
        Platform platform = claimed.platform(transaction, machine, claim);
        Instant now = now();
        SolveLimits limits = StoredLock.toMoveFrom(locks.locks(transaction, claim.plan()), platform)
                .map(from -> terms.movingFrom(transaction, from, claimed.assigned(transaction, machine, claim), now))
                .orElseGet(() -> terms.ofTheFirst(transaction));
        Lease lease =
                locks.appoint(transaction, claim.plan(), platform, machine, limits, now, now.plus(config.lease()));
        transaction.afterCommit(() -> LOG.infof(
                "machine %s (%s) is the pathfinder of plan %s of %s on %s until %s, epoch %d",
                machine.name(),
                machine.id(),
                claim.plan().abbreviated(),
                claim.environment(),
                platform,
                lease.until(),
                lease.epoch()));
        return limits.equals(SolveLimits.NONE)
                ? new ClaimAnswer.Solve(lease.epoch(), lease.until())
                : new ClaimAnswer.Solve(lease.epoch(), lease.until(), limits);
    }

    private Decision decide(Session session, Machine machine, Claim claim) {
        claimed.assigned(session, machine, claim);
        PlanId plan = claim.plan();
        return Decision.of(
                machine.id(),
                claimed.platform(session, machine, claim),
                claim.mayLead(),
                locks.locks(session, plan),
                locks.leases(session, plan),
                checkin.pollInterval(),
                now());
    }

    private static ClaimAnswer answer(Decision decision) {
        return switch (decision) {
            case Decision.Install(StoredLock lock) ->
                new ClaimAnswer.Install(lock.document().digest());
            case Decision.Wait(Lease lease, var askAgain) ->
                new ClaimAnswer.Wait(askAgain, lease.name(), lease.until());
            case Decision.Unproved(Duration askAgain) -> new ClaimAnswer.Unproved(askAgain);
            case Decision.Appoint _ -> throw new IllegalStateException("an appointment is written first");
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.lamplighter.controller.lock;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.placement.PlanStore;
import io.lamplighter.controller.placement.Reconciler;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.LockRefused;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.problem.CallerMistake.SourceUnreachable;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes locks from pathfinders, and gives them to all others. Whoever could put one in could install on all of them.
 */
@Singleton
public final class LockUploads {
    private static final Logger LOG = Logger.getLogger(LockUploads.class);

    private final Storage storage;
    private final LockStore locks;
    private final PlanStore plans;
    private final AssignmentStore assignments;
    private final Reconciler reconciler;
    private final DenialStore denials;
    private final SourcePages sources;
    private final LocksConfig config;
    private final Events events;
    private final InstantSource clock;

    LockUploads(
            Storage storage,
            LockStore locks,
            PlanStore plans,
            AssignmentStore assignments,
            Reconciler reconciler,
            DenialStore denials,
            SourcePages sources,
            LocksConfig config,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.locks = locks;
        this.plans = plans;
        this.assignments = assignments;
        this.reconciler = reconciler;
        this.denials = denials;
        this.sources = sources;
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The text of a lock.
     *
     * @throws NotFound when the plan has none with this digest that machines are given
     */
    public String text(PlanId plan, LockDigest digest) {
        return storage.read(session -> stored(session, plan, digest))
                .map(StoredLock::document)
                .map(LockDocument::json)
                .orElseThrow(() -> new NotFound(
                        "plan " + plan.abbreviated() + " has no lock " + digest.abbreviated(),
                        "claim the plan again: POST /agent/v1/claims"));
    }

    /**
     * Keeps the lock that the plan's pathfinder proved; one that is handed out already changes nothing. One that is not
     * taken is no reason for other machines to wait any longer.
     *
     * @throws Conflict from a machine that is not appointed under this epoch
     * @throws Unreadable when the text is no lock, or not the one of the digest
     * @throws LockRefused when it holds what the plan or its sources do not
     */
    public void take(Machine machine, PlanId plan, long epoch, LockDigest digest, String text)
            throws InterruptedException {
        if (storage.read(session -> isHandedOut(session, plan, digest))) {
            return;
        }
        Lease lease = storage.read(session -> appointed(session, plan, machine, epoch));
        LockDocument document = document(digest, text);
        try {
            check(machine, plan, lease, document.lock());
        } catch (LockRefused refused) {
            storage.write(transaction -> {
                events.happened(
                        transaction,
                        Happening.on(
                                machine.name(),
                                EventReason.LOCK_REFUSED,
                                "plan " + plan.abbreviated() + ": " + refused.getMessage()));
                return locks.lapse(transaction, plan, machine.id(), now());
            });
            throw refused;
        } catch (SourceUnreachable away) {
            letNobodyWait(machine, plan);
            throw away;
        }
        storage.write(transaction -> {
            appointed(transaction, plan, machine, epoch);
            StoredLock lock = new StoredLock(
                    plan, lease.platform(), document, machine.name(), now(), transaction.change(), List.of());
            locks.put(transaction, lock, machine.id());
            reconciler.locksChanged(transaction, plan);
            events.happened(
                    transaction,
                    Happening.on(
                            machine.name(),
                            EventReason.LOCK_UPLOADED,
                            "lock %s of plan %s for %s"
                                    .formatted(digest.abbreviated(), plan.abbreviated(), lease.platform())));
            transaction.afterCommit(() -> LOG.infof(
                    "machine %s (%s) proved lock %s of plan %s for %s",
                    machine.name(), machine.id(), digest.abbreviated(), plan.abbreviated(), lease.platform()));
            return lock;
        });
    }

    private void check(Machine machine, PlanId plan, Lease lease, Lock lock) throws InterruptedException {
        if (lease.platform().python() != null
                && !Objects.equals(lock.python(), lease.platform().python())) {
            throw new LockRefused(List.of("it is for Python " + lock.python()
                    + ", and the machine claimed the plan for " + lease.platform()));
        }
        Plan wanted = storage.read(session -> plans.document(session, plan)).plan();
        refuseIfAny(machine, plan, new PlannedFiles(wanted).problems(lock));
        refuseIfAny(machine, plan, lease.limits().problems(lock));
        refuseIfAny(
                machine,
                plan,
                storage.read(denials::all).in(lock).stream().map(Denial::words).toList());
        if (config.askSources()) {
            List<AvailableSource> available = storage.read(session -> assignments.read(session, machine.id()))
                    .sources();
            refuseIfAny(machine, plan, sources.problems(lock, available));
        }
    }

    /** What no source confirms is not taken from anybody: a class must not wait a lease for each of its machines. */
    private void letNobodyWait(Machine machine, PlanId plan) {
        Instant until = now().plus(config.lease());
        storage.write(transaction -> {
            transaction.afterCommit(() -> LOG.warnf(
                    "the sources of plan %s cannot be asked about the lock of machine %s (%s): until %s each machine"
                            + " solves for itself",
                    plan.abbreviated(), machine.name(), machine.id(), until));
            return locks.leaveAlone(transaction, plan, machine.id(), until);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void refuseIfAny(Machine machine, PlanId plan, List<String> problems) {
        if (!problems.isEmpty()) {
            LOG.warnf(
                    "the lock that machine %s (%s) uploads for plan %s is refused: %s",
                    machine.name(), machine.id(), plan.abbreviated(), String.join("; ", problems));
            throw new LockRefused(problems);
        }
    }

    private Optional<StoredLock> stored(Session session, PlanId plan, LockDigest digest) {
        return locks.locks(session, plan).stream()
                .filter(lock -> !lock.isDenied() && lock.document().digest().equals(digest))
                .findFirst();
    }

    private boolean isHandedOut(Session session, PlanId plan, LockDigest digest) {
        return LockStore.handedOut(locks.locks(session, plan)).stream()
                .anyMatch(lock -> lock.document().digest().equals(digest));
    }

    private Lease appointed(Session session, PlanId plan, Machine machine, long epoch) {
        return locks.lease(session, plan, machine.id())
                .filter(lease -> lease.epoch() == epoch)
                .filter(lease -> !lease.isSettled(locks.locks(session, plan)))
                .orElseThrow(() -> new Conflict(
                        "this machine is not appointed to lock plan " + plan.abbreviated() + " under epoch " + epoch,
                        "claim the plan again: POST /agent/v1/claims"));
    }

    private static LockDocument document(LockDigest digest, String text) {
        try {
            LockDocument document = new LockDocument(digest, text);
            document.lock();
            return document;
        } catch (IllegalArgumentException e) {
            throw new Unreadable(
                    String.valueOf(e.getMessage()), "send the lock's own text and the SHA-256 of exactly that text");
        }
    }
}

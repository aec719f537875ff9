package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.Signature;
import io.lamplighter.controller.lock.RefreshDecision.Appoint;
import io.lamplighter.controller.lock.RefreshDecision.Current;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshDecisionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Duration EVERY = Duration.ofHours(12);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Platform OLD = new Platform("linux", "x86_64", "2.31", "3.11");
    private static final Platform NEW = new Platform("linux", "x86_64", "2.36", "3.11");
    private static final MachineId ME = machine(1);
    private static final MachineId SECOND = machine(2);
    private static final MachineId THIRD = machine(3);

    @Test
    void appointsTheFirstThatAsksFromTheLockThatIsHandedOut() {
        StoredLock first = lock(NEW, 3);
        StoredLock second = lock(NEW, 8);

        assertThat(decide(List.of(first, second, lock(OLD, 9)), List.of(), List.of()))
                .isEqualTo(new Appoint(second));
    }

    @Test
    void needsALockOfMachinesAlike() {
        assertThat(decide(List.of(lock(OLD, 3)), List.of(), List.of()))
                .isEqualTo(new Current(
                        RefreshDecision.UNPROVED, "no lock of the plan was proved on a machine like this one"));
    }

    @ParameterizedTest
    @CsvSource({"UNCHANGED, 1", "ACTIVATED, 1", "UNCHANGED, 11"})
    void leavesAPlanAloneThatWasRefreshedLately(RunOutcome outcome, long hours) {
        RefreshAttempt done = attempt(SECOND, outcome, NOW.minus(Duration.ofHours(hours)));

        assertThat(decide(List.of(lock(NEW, 3)), List.of(), List.of(done)))
                .isEqualTo(new Current(
                        EVERY.minus(Duration.ofHours(hours)), "machine gpu-2 solved it anew at " + done.endedAt()));
    }

    @Test
    void refreshesItAgainInTheNextNight() {
        RefreshAttempt yesterday = attempt(SECOND, RunOutcome.UNCHANGED, NOW.minus(EVERY));

        assertThat(decide(List.of(lock(NEW, 3)), List.of(), List.of(yesterday))).isInstanceOf(Appoint.class);
    }

    @Test
    void letsOneMoreMachineTryWhatFailedOnOne() {
        RefreshAttempt second = attempt(SECOND, RunOutcome.FAILED, NOW.minus(MINUTE));
        RefreshAttempt third = attempt(THIRD, RunOutcome.FAILED, NOW.minus(MINUTE));
        RefreshAttempt mine = attempt(ME, RunOutcome.FAILED, NOW.minus(MINUTE));

        assertThat(decide(List.of(lock(NEW, 3)), List.of(), List.of(second))).isInstanceOf(Appoint.class);
        assertThat(decide(List.of(lock(NEW, 3)), List.of(), List.of(second, third)))
                .isEqualTo(
                        new Current(EVERY.minus(MINUTE), "the refresh failed on machine gpu-2: VERIFY_IMPORT:numpy"));
        assertThat(decide(List.of(lock(NEW, 3)), List.of(), List.of(mine))).isInstanceOf(Current.class);
    }

    @Test
    void letsOneMachineSolveUntilItsWindowCloses() {
        Instant closes = NOW.plus(Duration.ofHours(2));
        Lease open = lease(NEW, SECOND, closes);

        assertThat(decide(List.of(lock(NEW, 3)), List.of(open), List.of()))
                .isEqualTo(new Current(MINUTE, "machine gpu-2 solves it anew, until " + closes));
        assertThat(decide(List.of(lock(NEW, 3)), List.of(lease(NEW, ME, closes)), List.of()))
                .isInstanceOf(Appoint.class);
        assertThat(decide(List.of(lock(NEW, 3)), List.of(lease(NEW, SECOND, NOW)), List.of()))
                .isInstanceOf(Appoint.class);
        assertThat(decide(List.of(lock(NEW, 3)), List.of(lease(OLD, SECOND, closes)), List.of()))
                .isInstanceOf(Appoint.class);
    }

    @Test
    void doesNotCountWhatWasTriedBeforeAnOrder() {
        RefreshAttempt done = attempt(SECOND, RunOutcome.UNCHANGED, NOW.minus(MINUTE));
        List<StoredLock> locks = List.of(lock(NEW, 3));

        assertThat(RefreshDecision.of(ME, NEW, locks, List.of(), List.of(done), NOW, EVERY, MINUTE, NOW))
                .isInstanceOf(Appoint.class);
        assertThat(RefreshDecision.of(ME, NEW, locks, List.of(), List.of(done), NOW.minus(EVERY), EVERY, MINUTE, NOW))
                .isInstanceOf(Current.class);
    }

    @Test
    void movesFromWhatHoldsNothingDenied() {
        assertThat(decide(List.of(lock(NEW, 3), denied(8)), List.of(), List.of()))
                .isEqualTo(new Appoint(lock(NEW, 3)));
        assertThat(decide(List.of(denied(3), denied(8)), List.of(), List.of())).isEqualTo(new Appoint(denied(8)));
    }

    private static RefreshDecision decide(List<StoredLock> locks, List<Lease> leases, List<RefreshAttempt> attempts) {
        return RefreshDecision.of(ME, NEW, locks, leases, attempts, null, EVERY, MINUTE, NOW);
    }

    private static StoredLock lock(Platform platform, long revision) {
        LockDocument document = new LockDocument(new LockDigest(Sha256.of("{}").hex()), "{}");
        PlanId plan = new PlanId(Sha256.of("a plan").hex());
        return new StoredLock(plan, platform, document, new MachineName("gpu-2"), NOW, revision, List.of());
    }

    private static StoredLock denied(long revision) {
        StoredLock lock = lock(NEW, revision);
        return new StoredLock(
                lock.plan(),
                lock.platform(),
                lock.document(),
                lock.pathfinder(),
                lock.storedAt(),
                revision,
                List.of(Release.parse("numpy==2.3.5")));
    }

    private static Lease lease(Platform platform, MachineId machine, Instant until) {
        return new Lease(
                platform, machine, new MachineName("gpu-2"), NOW.minus(MINUTE), until, 7, SolveLimits.NONE, null);
    }

    private static RefreshAttempt attempt(MachineId machine, RunOutcome outcome, Instant at) {
        return new RefreshAttempt(
                NEW,
                machine,
                new MachineName("gpu-2"),
                new RunId("0198c0de-0000-7000-8000-000000000001"),
                at,
                outcome,
                outcome == RunOutcome.FAILED ? new Signature("VERIFY_IMPORT:numpy") : null);
    }

    private static MachineId machine(int number) {
        return new MachineId("0198c0de-0000-7000-8000-00000000000" + number);
    }
}

package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PlanId PLAN = new PlanId(Sha256.of("plan").hex());
    private static final Platform NEW = new Platform("linux", "x86_64", "2.39", "3.11");
    private static final Platform OLD = new Platform("linux", "x86_64", "2.31", "3.11");
    private static final MachineId ME = machine(1);
    private static final MachineId ANOTHER = machine(2);

    @Test
    void appointsTheFirstThatAsks() {
        assertThat(decide(NEW, List.of(), List.of())).isEqualTo(new Decision.Appoint());
    }

    @Test
    void letsOthersWaitAndAppointsAgainWhoIsAppointed() {
        Lease mine = lease(NEW, ME, NOON, NOON.plus(MINUTE.multipliedBy(180)));
        Lease anothers = lease(NEW, ANOTHER, NOON, NOON.plus(MINUTE.multipliedBy(180)));

        assertThat(decide(NEW, List.of(), List.of(mine))).isEqualTo(new Decision.Appoint());
        assertThat(decide(NEW, List.of(), List.of(anothers))).isEqualTo(new Decision.Wait(anothers, MINUTE));
    }

    @Test
    void appointsAnotherWhenTheFirstStaysAway() {
        Lease lapsed = lease(NEW, ANOTHER, NOON.minus(MINUTE), NOON);

        assertThat(decide(NEW, List.of(), List.of(lapsed))).isEqualTo(new Decision.Appoint());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "-1, false"})
    void letsNobodyWaitWhileALockCannotBeCompared(long minutesLeft, boolean alone) {
        Instant until = NOON.plus(MINUTE.multipliedBy(180));
        Lease lease = new Lease(
                NEW,
                ANOTHER,
                new MachineName("gpu-02"),
                NOON,
                until,
                7,
                SolveLimits.NONE,
                NOON.plus(MINUTE.multipliedBy(minutesLeft)));

        assertThat(decide(NEW, List.of(), List.of(lease)) instanceof Decision.Appoint)
                .isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # minutes that it has been at it, that are left, asked again after
            1,    179,  PT1M
            8,    172,  PT2M
            100,  80,   PT25M
            170,  10,   PT10M
            """)
    void letsThoseAskSeldomWhoWaitForLong(long since, long left, Duration askAgain) {
        Lease lease = lease(NEW, ANOTHER, NOON.minus(MINUTE.multipliedBy(since)), NOON.plus(MINUTE.multipliedBy(left)));

        assertThat(decide(NEW, List.of(), List.of(lease))).isEqualTo(new Decision.Wait(lease, askAgain));
    }

    @Test
    void givesTheLockOfTheOwnPlatformBeforeOneThatRunsHereToo() {
        StoredLock older = lock(OLD);
        StoredLock newer = lock(NEW);

        assertThat(decide(NEW, List.of(older, newer), List.of())).isEqualTo(new Decision.Install(newer));
        assertThat(decide(NEW, List.of(older), List.of())).isEqualTo(new Decision.Install(older));
        assertThat(decide(OLD, List.of(newer), List.of())).isEqualTo(new Decision.Appoint());
    }

    @Test
    void letsNobodyWaitForFilesThatDoNotRunHere() {
        Lease lease = lease(NEW, ANOTHER, NOON, NOON.plus(MINUTE));

        assertThat(decide(OLD, List.of(), List.of(lease))).isEqualTo(new Decision.Appoint());
    }

    /** Whatever stands in the database: nobody solves what there is, and nobody waits for nobody. */
    @Test
    void neverAppointsBesideALockAndNeverWaitsInVain() {
        Random random = new Random(20261123);
        for (int i = 0; i < 5_000; i++) {
            List<StoredLock> locks = new ArrayList<>();
            List<Lease> leases = new ArrayList<>();
            for (Platform platform : List.of(NEW, OLD)) {
                if (random.nextInt(4) == 0) {
                    locks.add(lock(platform));
                }
                if (random.nextBoolean()) {
                    MachineId holder = random.nextBoolean() ? ME : ANOTHER;
                    leases.add(
                            lease(platform, holder, NOON.minus(MINUTE), NOON.plusSeconds(random.nextInt(240) - 120)));
                }
            }
            Platform mine = random.nextBoolean() ? NEW : OLD;
            boolean mayLead = random.nextBoolean();
            switch (Decision.of(ME, mine, mayLead, locks, leases, MINUTE, NOON)) {
                case Decision.Appoint _ -> {
                    assertThat(mayLead).isTrue();
                    assertThat(locks).noneMatch(each -> mine.runsFilesOf(each.platform()));
                }
                case Decision.Unproved(Duration askAgain) -> {
                    assertThat(mayLead).isFalse();
                    assertThat(locks).noneMatch(each -> mine.runsFilesOf(each.platform()));
                    assertThat(askAgain).isPositive();
                }
                case Decision.Install(StoredLock lock) ->
                    assertThat(mine.runsFilesOf(lock.platform())).isTrue();
                case Decision.Wait(Lease lease, Duration askAgain) -> {
                    assertThat(lease.until()).isAfter(NOON);
                    assertThat(lease.machine()).isEqualTo(ANOTHER);
                    assertThat(askAgain).isPositive();
                    assertThat(NOON.plus(askAgain)).isBeforeOrEqualTo(lease.until());
                }
            }
        }
    }

    @Test
    void appointsNoMachineThatCannotSolve() {
        Lease atIt = lease(NEW, ANOTHER, NOON, NOON.plus(MINUTE.multipliedBy(60)));

        assertThat(Decision.of(ME, NEW, false, List.of(), List.of(), MINUTE, NOON))
                .isEqualTo(new Decision.Unproved(MINUTE));
        assertThat(Decision.of(ME, NEW, false, List.of(), List.of(atIt), MINUTE, NOON))
                .isInstanceOf(Decision.Wait.class);
        assertThat(Decision.of(ME, NEW, false, List.of(lock(NEW)), List.of(), MINUTE, NOON))
                .isInstanceOf(Decision.Install.class);
    }

    private static Decision decide(Platform platform, List<StoredLock> locks, List<Lease> leases) {
        return Decision.of(ME, platform, true, locks, leases, MINUTE, NOON);
    }

    private static StoredLock lock(Platform platform) {
        LockDocument document = new LockDocument(new LockDigest(Sha256.of("{}").hex()), "{}");
        return new StoredLock(PLAN, platform, document, new MachineName("gpu-02"), NOON, 0, List.of());
    }

    private static Lease lease(Platform platform, MachineId machine, Instant since, Instant until) {
        return new Lease(platform, machine, new MachineName("gpu-02"), since, until, 7, SolveLimits.NONE, null);
    }

    private static MachineId machine(int number) {
        return new MachineId("0198c0de-0000-7000-8000-00000000000" + number);
    }
}

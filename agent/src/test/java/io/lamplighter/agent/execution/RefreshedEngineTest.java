package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.PackageChange;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.api.wire.Assignment.Refreshing;
import io.lamplighter.api.wire.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an environment in use in whose windows it may be solved anew, on a clock that is set. */
class RefreshedEngineTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OPENS = Instant.parse("2026-11-24T01:00:00Z");
    private static final Schedule NIGHTLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"),
                    new ZoneName("Europe/Berlin"),
                    new TimeSpan("3h"),
                    new TimeSpan("0m"))),
            List.of(),
            Gates.NONE);
    private static final PlanDocument PLAN = plan("one", "numpy");
    private static final Refreshing PATCH = new Refreshing(Update.PATCH, 0);
    private static final Bound BOUND = new Bound(Installer.PIP, "numpy", ">=1,<1.1");
    private static final Claim REFRESH = new Claim(LAB, PLAN.id(), "3.11").refreshing();
    private static final LockDocument OTHER = FakeInstaller.lockOf("3.11", "stage-numpy", "numpy", "1.0.7");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final FakeInstaller installer = new FakeInstaller();
    private final FakeVerifier verifier = new FakeVerifier();
    private final FakeLocks locks = new FakeLocks();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private Layout layout;
    private Engine engine;
    private GenerationName first;
    private LockDocument before;

    @BeforeEach
    void haveAnEnvironmentInUse() throws IOException {
        layout = new Layout(folder.toRealPath());
        startEngine();
        locks.grant(new Grant.Solve(1));
        engine.act(assignment(1, null, null, Schedule.ANY_TIME));
        await().until(() -> !reports.isEmpty() && last().state() == RunState.DONE);
        first = inUse().generation();
        before = new LocksOnDisk(new Generations(layout)).of(LAB, PLAN.id()).orElseThrow();
        locks.claims.clear();
        locks.proved.clear();
        appoint();
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    @Test
    void asksInItsWindowAndSolvesWithinItsLimits() throws IOException {
        installer.version = "1.0.5";
        engine.act(nightly(2));
        await().until(() -> engine.statuses().getFirst().nextWindow() != null);
        assertThat(locks.claims).isEmpty();

        clock.set(OPENS);
        engine.act(nightly(2));
        awaitRefresh(RunOutcome.ACTIVATED);

        assertThat(locks.claims).containsExactly(REFRESH, REFRESH);
        assertThat(installer.limits.getLast().bounds()).containsExactly(BOUND);
        assertThat(last().refresh()).isEqualTo(new RunReport.Refresh(before.digest()));
        assertThat(last().changes()).containsExactly(new PackageChange("numpy", "1", "1.0.5"));
        assertThat(inUse().generation()).isNotEqualTo(first);
        assertThat(last().lock()).isEqualTo(inUse().choice().lock()).isNotEqualTo(before.digest());
        assertThat(locks.proved).extracting(ProvedLock::epoch).containsExactly(41L);
        assertThat(new Activations(layout).of(LAB).getLast().cause()).isEqualTo(Cause.REFRESH);
        assertThat(new Generations(layout).all(LAB)).contains(first);
    }

    @Test
    void saysThatNothingChangedAndKeepsNothingOfIt() throws IOException {
        engine.act(assignment(2, null, PATCH, Schedule.ANY_TIME));
        awaitRefresh(RunOutcome.UNCHANGED);

        assertThat(last().state()).isEqualTo(RunState.DONE);
        assertThat(last().changes()).isEmpty();
        assertThat(last().lock()).isEqualTo(before.digest());
        assertThat(inUse().generation()).isEqualTo(first);
        assertThat(new Generations(layout).all(LAB)).containsExactly(first);
        assertThat(locks.proved).isEmpty();
    }

    @Test
    void leavesWhatIsInUseWhenTheRefreshFailsItsVerification() throws IOException {
        installer.version = "1.0.5";
        verifier.result = Result.FAILED;

        engine.act(assignment(2, null, PATCH, Schedule.ANY_TIME));
        awaitRefresh(RunOutcome.FAILED);
        locks.grant(new Grant.Current(Duration.ofHours(12), "it failed"));
        clock.set(NOON.plus(Duration.ofHours(1)));
        engine.act(assignment(2, null, PATCH, Schedule.ANY_TIME));
        await().until(() -> locks.claims.size() == 3);

        assertThat(last().failure()).isNotNull();
        assertThat(inUse().generation()).isEqualTo(first);
        assertThat(locks.proved).isEmpty();
        assertThat(installer.solved).hasValue(2);
    }

    @Test
    void asksAgainWhenItIsTimeAndWhenSomebodyOrdersIt() {
        locks.grant(new Grant.Current(Duration.ofHours(12), "it was solved anew"));
        engine.act(assignment(2, null, PATCH, Schedule.ANY_TIME));
        await().until(() -> locks.claims.size() == 1);
        engine.act(assignment(3, null, new Refreshing(Update.PATCH, 3), Schedule.ANY_TIME));
        await().until(() -> locks.claims.size() == 2);

        clock.set(NOON.plus(Duration.ofHours(12)));
        engine.act(assignment(3, null, new Refreshing(Update.PATCH, 3), Schedule.ANY_TIME));

        await().until(() -> locks.claims.size() == 3);
        assertThat(reports).extracting(RunReport::run).containsOnly(last().run());
    }

    @Test
    void saysWhenItCannotSolve() {
        installer.solving = false;
        locks.grant(new Grant.Current(Duration.ofHours(12), "it only installs what a lock says"));

        engine.act(assignment(2, null, PATCH, Schedule.ANY_TIME));
        await().until(() -> !locks.claims.isEmpty());

        assertThat(locks.claims).containsExactly(new Claim(LAB, PLAN.id(), "3.11", true, false));
    }

    @Test
    void waitsForNoWindowWhileItIsHurried() {
        installer.version = "1.0.5";

        engine.act(assignment(2, null, new Refreshing(Update.PATCH, 2, NOON.plusSeconds(1)), NIGHTLY));
        awaitRefresh(RunOutcome.ACTIVATED);
        clock.set(NOON.plusSeconds(1));
        engine.act(assignment(3, null, new Refreshing(Update.PATCH, 3, NOON.plusSeconds(1)), NIGHTLY));
        await().until(() -> engine.statuses().getFirst().nextWindow() != null);

        assertThat(locks.claims).hasSize(2);
    }

    @Test
    void goesToFilesThatAnotherMachineProvedInItsWindowThoughTheControllerIsAway() throws IOException {
        locks.shelf.put(OTHER.digest(), OTHER);
        engine.act(assignment(2, new AssignedLock(OTHER.digest(), 9), PATCH, NIGHTLY));
        await().until(() -> last().state() == RunState.WAITING);
        locks.shelf.clear();
        locks.grant(new Grant.Away("the controller does not answer"));

        clock.set(OPENS);
        engine.act(assignment(2, new AssignedLock(OTHER.digest(), 9), PATCH, NIGHTLY));
        await().until(() -> last().state() == RunState.DONE);

        assertThat(last().outcome()).isEqualTo(RunOutcome.ACTIVATED);
        assertThat(last().refresh()).isNull();
        assertThat(last().changes()).containsExactly(new PackageChange("numpy", "1", "1.0.7"));
        assertThat(inUse().choice().lock()).isEqualTo(OTHER.digest());
        assertThat(installer.solved).hasValue(1);
    }

    @Test
    void staysAheadOfTheLockThatWasAssignedUntilAnotherIs() throws IOException, InterruptedException {
        installer.version = "1.0.5";
        engine.act(assignment(2, new AssignedLock(before.digest(), 9), PATCH, Schedule.ANY_TIME));
        awaitRefresh(RunOutcome.ACTIVATED);
        GenerationName ahead = inUse().generation();
        locks.grant(new Grant.Current(Duration.ofHours(12), "it was solved anew"));

        engine.stop();
        startEngine();
        engine.act(assignment(3, new AssignedLock(before.digest(), 9), PATCH, Schedule.ANY_TIME));
        await().until(() -> !engine.statuses().isEmpty() && locks.claims.size() == 3);
        assertThat(inUse().generation()).isEqualTo(ahead);
        engine.act(assignment(4, new AssignedLock(before.digest(), 12), PATCH, Schedule.ANY_TIME));

        await().until(() -> inUse().generation().equals(first));
        assertThat(installer.solved).hasValue(2);
    }

    @Test
    void goesBackToOtherFilesOfThePlanAndSolvesNothingUntilItGoesForward() throws IOException {
        LockDigest after = refresh();
        GenerationName second = inUse().generation();
        int claims = locks.claims.size();

        engine.act(pinned(4, first));
        await().until(() -> inUse().generation().equals(first) && phase() == Phase.CONVERGED);
        clock.set(NOON.plus(Duration.ofDays(3)));
        engine.act(pinned(5, first));
        await().until(() -> Duration.between(
                        clock.instant(), engine.statuses().getFirst().lastRun())
                .isNegative());
        assertThat(engine.statuses().getFirst().outOfDateSince()).isNull();
        assertThat(inUse().generation()).isEqualTo(first);
        assertThat(new Activations(layout).of(LAB).getLast().cause()).isEqualTo(Cause.ROLLBACK);
        assertThat(locks.claims).hasSize(claims);

        engine.act(assignment(6, new AssignedLock(after, 9), null, Schedule.ANY_TIME));
        await().until(() -> inUse().generation().equals(second));
        assertThat(installer.created).hasValue(2);
    }

    @Test
    void goesBackAtOnceThoughFilesOfTheSamePlanWaitForTheirWindow() throws IOException {
        refresh();
        locks.shelf.put(OTHER.digest(), OTHER);
        engine.act(assignment(4, new AssignedLock(OTHER.digest(), 9), PATCH, NIGHTLY));
        await().until(() -> last().state() == RunState.WAITING);
        RunId waiting = last().run();

        engine.act(pinned(5, first));
        await().until(() -> inUse().generation().equals(first) && last().state() == RunState.DONE);
        clock.set(OPENS);
        engine.act(pinned(6, first));
        await().until(() -> phase() == Phase.CONVERGED);

        assertThat(reports)
                .filteredOn(report -> report.run().equals(waiting))
                .last()
                .extracting(RunReport::outcome)
                .isEqualTo(RunOutcome.SUPERSEDED);
        assertThat(inUse().generation()).isEqualTo(first);
        assertThat(installer.created).hasValue(2);
    }

    @Test
    void isNotAsWantedWhileTheGenerationThatIsWantedCannotBeUsed() throws IOException {
        refresh();
        FileTrees.delete(layout.generation(LAB, first));

        engine.act(pinned(4, first));

        await().until(() -> phase() == Phase.FAILED);
        assertThat(engine.statuses().getFirst().outOfDateSince()).isNotNull();
    }

    /** To {@code numpy 1.0.5}; returns the lock of it. */
    private LockDigest refresh() throws IOException {
        installer.version = "1.0.5";
        engine.act(assignment(2, null, PATCH, Schedule.ANY_TIME));
        awaitRefresh(RunOutcome.ACTIVATED);
        return inUse().choice().lock();
    }

    private static Assignment pinned(long revision, GenerationName generation) {
        AssignedEnvironment assigned = AssignedEnvironment.of(LAB, PLAN)
                .during(NIGHTLY)
                .refreshing(PATCH)
                .pinnedTo(generation);
        return new Assignment(revision, List.of(), List.of(assigned), List.of());
    }

    private Phase phase() {
        return engine.statuses().getFirst().phase();
    }

    private void startEngine() throws IOException {
        engine =
                new PretendedEngine(installer, verifier, reports::add).start(layout, locks, clock, TestMachine.PERMITS);
    }

    /** It is appointed as it asks and as its run does, and then never again. */
    private void appoint() {
        Grant appointed = new Grant.Solve(41, new SolveLimits(before.digest(), List.of(BOUND), NOON, List.of()));
        locks.grant(appointed, appointed, new Grant.Current(Duration.ofHours(12), "it was solved anew"));
    }

    private void awaitRefresh(RunOutcome outcome) {
        await().until(() -> last().refresh() != null && last().outcome() == outcome);
    }

    private static Assignment nightly(long revision) {
        return assignment(revision, null, PATCH, NIGHTLY);
    }

    private static Assignment assignment(
            long revision, @Nullable AssignedLock lock, @Nullable Refreshing refresh, Schedule schedule) {
        AssignedEnvironment assigned = AssignedEnvironment.of(LAB, PLAN)
                .during(schedule)
                .lockedBy(lock)
                .refreshing(refresh);
        return new Assignment(revision, List.of(), List.of(assigned), List.of());
    }

    private RunReport last() {
        return reports.getLast();
    }

    private GenerationRecord inUse() throws IOException {
        return new Generations(layout).current(LAB).orElseThrow();
    }
}

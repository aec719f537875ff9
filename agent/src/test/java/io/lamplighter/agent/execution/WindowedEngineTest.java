package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.FilePath;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose changes have their time, on a clock that is set. */
class WindowedEngineTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OPENS = Instant.parse("2026-11-24T01:00:00Z");
    private static final Instant CLOSED = Instant.parse("2026-11-24T04:00:00Z");
    private static final Schedule NIGHTLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"),
                    new ZoneName("Europe/Berlin"),
                    new TimeSpan("3h"),
                    new TimeSpan("0m"))),
            List.of(),
            Gates.NONE);
    private static final Schedule GATED = new Schedule(
            List.of(), List.of(), new Gates(null, null, null, null, null, null, new FilePath("/run/exam"), null));
    private static final PlanDocument ONE = plan("one", "numpy");
    private static final PlanDocument TWO = plan("two", "numpy");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final FakeInstaller installer = new FakeInstaller();
    private final FakeVerifier verifier = new FakeVerifier();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        Layout layout = new Layout(folder.toRealPath());
        engine = new PretendedEngine(installer, verifier, reports::add)
                .start(layout, PlanLocks.NONE, clock, TestMachine.permits(root()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    @Test
    void waitsForItsWindowAndSaysSinceWhen() {
        act(1, ONE, NIGHTLY);

        awaitState(RunState.WAITING, 1);
        awaitLooks(3);
        assertThat(last().waiting())
                .containsExactly(new Hindrance(Reason.OUTSIDE_WINDOW, "its window opens " + OPENS, NOON));
        assertThat(installer.created).hasValue(0);
        assertThat(status().phase()).isEqualTo(PlacementView.Phase.PENDING);
        assertThat(status().nextWindow()).isEqualTo(OPENS);
        assertThat(reports).hasSize(3);
    }

    @Test
    void beginsWithItsWindowAndFinishesAfterIt() {
        act(1, ONE, NIGHTLY);
        awaitState(RunState.WAITING, 1);
        Semaphore gate = new Semaphore(0);
        installer.gate = gate;
        clock.set(OPENS);
        act(1, ONE, NIGHTLY);
        awaitState(RunState.BUILDING, 1);

        clock.set(CLOSED);
        gate.release(1000);

        awaitState(RunState.DONE, 1);
    }

    @Test
    void keepsWhatWorksUntilItsWindow() {
        act(1, ONE, Schedule.ANY_TIME);
        awaitState(RunState.DONE, 1);

        act(2, TWO, NIGHTLY);
        awaitState(RunState.WAITING, 2);
        assertThat(status().planInUse()).isEqualTo(ONE.id());
        clock.set(OPENS.plus(Duration.ofHours(1)));
        act(2, TWO, NIGHTLY);

        awaitState(RunState.DONE, 2);
        await().until(() -> TWO.id().equals(status().planInUse()));
    }

    @Test
    void beginsAtOnceWhenTheWindowIsGivenUp() {
        act(1, ONE, NIGHTLY);
        awaitState(RunState.WAITING, 1);

        act(2, ONE, Schedule.ANY_TIME);

        awaitState(RunState.DONE, 1);
    }

    @Test
    void waitsForTheNextNightWhereTheClockIsSetBack() {
        clock.set(CLOSED.plusSeconds(1));
        act(1, ONE, NIGHTLY);
        awaitState(RunState.WAITING, 1);

        clock.set(OPENS.minusSeconds(1));
        act(1, ONE, NIGHTLY);
        await().until(() -> String.valueOf(last().waiting()).contains("opens " + OPENS));
        clock.set(OPENS);
        act(1, ONE, NIGHTLY);

        awaitState(RunState.DONE, 1);
        assertThat(installer.created).hasValue(1);
    }

    @Test
    void stillWaitsAfterTheAgentWasStartedAgain() throws IOException, InterruptedException {
        act(1, ONE, NIGHTLY);
        awaitState(RunState.WAITING, 1);
        Hindrance before = last().waiting() == null ? null : last().waiting().getFirst();
        engine.stop();
        clock.pass(Duration.ofHours(2));

        start();
        act(1, ONE, NIGHTLY);
        awaitLooks(3);

        assertThat(status().waiting()).containsExactly(before);
        assertThat(installer.created).hasValue(0);
    }

    @Test
    void makesUpForTheNightOnWhichItWasOffOnceNobodyUsesIt() throws IOException, InterruptedException {
        Schedule madeUp = new Schedule(
                List.of(new Window(
                        new CronExpression("0 2 * * *"),
                        new ZoneName("Europe/Berlin"),
                        new TimeSpan("3h"),
                        new TimeSpan("0m"),
                        Window.Missed.NEXT_IDLE)),
                List.of(),
                Gates.NONE);
        act(1, ONE, madeUp);
        awaitState(RunState.WAITING, 1);
        engine.stop();
        clock.set(CLOSED.plus(Duration.ofHours(3)));

        start();
        act(1, ONE, madeUp);
        await().until(() -> String.valueOf(last().waiting()).contains("in place of that of " + OPENS));
        assertThat(installer.created).hasValue(0);
        for (int i = 0; i < 2; i++) { // a GPU is idle when nobody was seen on it for ten minutes
            clock.pass(Duration.ofMinutes(5));
            awaitLooks(1);
        }

        awaitState(RunState.DONE, 1);
    }

    @Test
    void beginsWhenWhatIsInTheWayIsGone() throws IOException {
        Path exam = exam();
        act(1, ONE, GATED);
        awaitState(RunState.WAITING, 1);
        assertThat(last().waiting()).containsExactly(new Hindrance(Reason.FILE, "there is a file /run/exam", NOON));

        Files.delete(exam);
        act(1, ONE, GATED);

        awaitState(RunState.DONE, 1);
        assertThat(installer.created).hasValue(1);
    }

    @Test
    void switchesToWhatItBuiltOnlyWhenNothingIsInTheWayEither() throws IOException {
        Semaphore gate = new Semaphore(0);
        installer.gate = gate;
        act(1, ONE, GATED);
        awaitState(RunState.BUILDING, 1);
        Path exam = exam();
        gate.release(1000);
        awaitState(RunState.WAITING, 1);
        awaitLooks(2);
        assertThat(status().planInUse()).isNull();
        assertThat(status().waiting()).extracting(Hindrance::reason).containsExactly(Reason.FILE);
        int verified = verifier.asked.get();

        Files.delete(exam);
        act(1, ONE, GATED);

        awaitState(RunState.DONE, 1);
        await().until(() -> ONE.id().equals(status().planInUse()));
        assertThat(installer.created).hasValue(1);
        assertThat(verifier.asked).hasValue(verified + 1);
    }

    @Test
    void buildsBehindWhoeverUsesTheMachineAndVerifiesWhenNobodyDoes() throws IOException {
        Schedule behind = new Schedule(
                List.of(),
                List.of(),
                new Gates(null, Gates.Users.NONE, 0.001, null, null, null, null, null, Gates.Build.BACKGROUND));
        Path sessions = Files.createDirectories(root().resolve("run/systemd/sessions"));
        Path alice = Files.writeString(sessions.resolve("3"), "USER=alice\nSTATE=active\nACTIVE=1\nTYPE=tty\n");

        act(1, ONE, behind);
        awaitState(RunState.WAITING, 1);
        awaitLooks(2);
        assertThat(installer.created).hasValue(1);
        assertThat(verifier.asked).hasValue(0);
        assertThat(status().waiting()).extracting(Hindrance::detail).containsExactly("alice is logged in");
        int told = reports.size();
        awaitLooks(2);
        assertThat(reports).hasSize(told);

        Files.delete(alice);
        act(1, ONE, behind);

        awaitState(RunState.DONE, 1);
        assertThat(installer.created).hasValue(1);
        assertThat(verifier.asked).hasValue(1);
    }

    @Test
    void beginsNothingAndRemovesNothingWhileItIsFrozen() throws IOException {
        frozen(1, ONE);

        awaitState(RunState.WAITING, 1);
        assertThat(last().waiting())
                .containsExactly(
                        new Hindrance(Reason.FROZEN, "group teaching is frozen until " + CLOSED + ": exam", NOON));
        assertThat(installer.created).hasValue(0);

        clock.set(CLOSED);
        frozen(1, ONE);

        awaitState(RunState.DONE, 1);
    }

    @Test
    void stopsABuildForAFreezeAndBeginsItAnewAfterwards() {
        Semaphore gate = new Semaphore(0);
        installer.gate = gate;
        act(1, ONE, Schedule.ANY_TIME);
        awaitState(RunState.BUILDING, 1);

        frozen(2, ONE);
        await().until(() -> engine.statuses().getFirst().run() != null);
        gate.release(1000);
        awaitState(RunState.WAITING, 1);
        assertThat(last().waiting()).extracting(Hindrance::reason).containsExactly(Reason.FROZEN);
        assertThat(last().generation()).isNull();

        clock.set(CLOSED);
        frozen(2, ONE);
        awaitState(RunState.DONE, 1);
        assertThat(installer.created).hasValue(2);
    }

    private void frozen(long revision, PlanDocument wanted) {
        engine.act(new Assignment(
                revision,
                List.of(),
                List.of(AssignedEnvironment.of(LAB, wanted)),
                List.of(),
                null,
                List.of(new Freeze(new GroupName("teaching"), NOON, CLOSED, "exam"))));
    }

    private Path root() throws IOException {
        return Files.createDirectories(folder.resolve("machine"));
    }

    private Path exam() throws IOException {
        return Files.createFile(Files.createDirectories(root().resolve("run")).resolve("exam"));
    }

    private void act(long revision, PlanDocument wanted, Schedule schedule) {
        engine.act(new Assignment(
                revision, List.of(), List.of(AssignedEnvironment.of(LAB, wanted).during(schedule)), List.of()));
    }

    /** Lets the engine look so often again. */
    private void awaitLooks(int looks) {
        for (int i = 0; i < looks; i++) {
            List<EnvironmentStatus> before = engine.statuses();
            engine.act(new Assignment(0, List.of(), List.of(), List.of()));
            await().untilAsserted(() -> assertThat(engine.statuses()).isNotSameAs(before));
        }
    }

    private void awaitState(RunState state, int run) {
        await().until(() -> reports.stream().map(RunReport::run).distinct().count() == run
                && last().state() == state
                && (state != RunState.WAITING || last().waiting() != null));
    }

    private RunReport last() {
        return reports.getLast();
    }

    private EnvironmentStatus status() {
        return engine.statuses().getFirst();
    }
}

package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.verification.Verifier.Extent;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.FilePath;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in use is verified again, on a clock that is set and a platform that changes. */
class RecheckTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OPENS = Instant.parse("2026-11-24T02:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Schedule NIGHTLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"), new ZoneName("UTC"), new TimeSpan("3h"), new TimeSpan("0m"))),
            List.of(),
            new Gates(null, null, null, null, null, null, new FilePath("/run/exam"), null));
    private static final PlanDocument ONE = plan("one", "numpy");
    private static final Platform BEFORE = new Platform("6.8.0-48-generic", "570.86.15");
    private static final Platform NEW_DRIVER = new Platform("6.8.0-48-generic", "580.95.05");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final FakeInstaller installer = new FakeInstaller();
    private final FakeVerifier verifier = new FakeVerifier();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private final List<GenerationsReport> surveys = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Platform> platform = new AtomicReference<>(BEFORE);
    private Engine engine;
    private Assignment assigned = new Assignment(0, List.of(), List.of(), List.of());

    @BeforeEach
    void start() throws IOException {
        engine = new PretendedEngine(installer, verifier, new RunListener() {
                    @Override
                    public void changed(RunReport report) {
                        reports.add(report);
                    }

                    @Override
                    public void surveyed(GenerationsReport report) {
                        surveys.add(report);
                    }
                })
                .start(
                        new Layout(folder.toRealPath()),
                        PlanLocks.NONE,
                        clock,
                        TestMachine.permits(root()),
                        () -> Optional.ofNullable(platform.get()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    @Test
    void looksLightlyOnceInEachNightAndBeginsNoRun() throws InterruptedException {
        built();

        look(OPENS.minusSeconds(1));
        assertThat(verifier.extents).containsExactly(Extent.WHOLE);
        look(OPENS);
        look(OPENS.plus(Duration.ofHours(1)));
        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.LIGHT);
        look(OPENS.plus(DAY));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.LIGHT, Extent.LIGHT);
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSize(1);
    }

    @Test
    void looksOnceADayWhereThereIsNoWindow() throws InterruptedException {
        built();
        assigned = assigned(2, Schedule.ANY_TIME);

        look(NOON.plus(DAY).minusSeconds(1));
        assertThat(verifier.extents).containsExactly(Extent.WHOLE);
        look(NOON.plus(DAY).plusSeconds(1));
        look(NOON.plus(DAY).plusSeconds(2));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.LIGHT);
    }

    @Test
    void looksAtAllOfItOnceWhenTheDriverIsAnother() throws InterruptedException {
        built();

        platform.set(null);
        look(NOON.plusSeconds(60));
        assertThat(verifier.extents).containsExactly(Extent.WHOLE);
        platform.set(NEW_DRIVER);
        look(NOON.plusSeconds(120));
        look(NOON.plusSeconds(180));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.WHOLE);
        assertThat(status().problem()).isNull();
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSize(1);
    }

    @Test
    void looksAtAllOfItWhenTheKernelIsAnotherAfterABoot() throws IOException, InterruptedException {
        built();
        engine.stop();

        platform.set(new Platform("6.8.0-50-generic", "570.86.15"));
        start();
        look(NOON.plusSeconds(60));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.WHOLE);
    }

    @Test
    void waitsForGatesAndNotForTheWindowWhenTheDriverIsAnother() throws IOException, InterruptedException {
        built();
        Path exam =
                Files.createFile(Files.createDirectories(root().resolve("run")).resolve("exam"));
        platform.set(NEW_DRIVER);

        look(NOON.plusSeconds(60));
        assertThat(verifier.extents).containsExactly(Extent.WHOLE);
        Files.delete(exam);
        look(NOON.plusSeconds(120));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.WHOLE);
    }

    @Test
    void tellsAtOnceOfWhatFailsAndRepairsItInTheWindow() throws InterruptedException {
        GenerationName broken = built();
        verifier.result = Result.FAILED;
        platform.set(NEW_DRIVER);

        look(NOON.plusSeconds(60));
        assertThat(status().problem())
                .startsWith("re-verification failed after the NVIDIA driver changed from 570.86.15 to 580.95.05: ");
        await().until(() -> drift() != null);
        assertThat(drift()).isEqualTo(status().problem());
        awaitState(RunState.WAITING, 2);
        assertThat(installer.created).hasValue(1);
        verifier.result = Result.PASSED;
        look(OPENS.minusSeconds(1));
        assertThat(installer.created).hasValue(1);
        clock.set(OPENS);
        verifier.result = Result.FAILED; // what is in use fails in this night, too
        verifier.extents.clear();
        installer.onCreate = () -> verifier.result = Result.PASSED;
        engine.act(assigned);

        awaitState(RunState.DONE, 2);
        await().until(() -> !broken.equals(status().generation()));
        look(OPENS.plusSeconds(60));
        assertThat(status().problem()).isNull();
        assertThat(verifier.extents.getFirst()).isEqualTo(Extent.WHOLE);
    }

    @Test
    void forgetsAProblemThatIsGoneInTheNextNight() throws InterruptedException {
        built();
        assigned = new Assignment(
                2,
                List.of(),
                List.of(AssignedEnvironment.of(LAB, ONE).during(NIGHTLY).reporting()),
                List.of());
        verifier.result = Result.FAILED;
        look(OPENS);
        assertThat(status().problem()).startsWith("re-verification failed: ");

        look(OPENS.plusSeconds(60));
        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.LIGHT);
        verifier.result = Result.PASSED;
        look(OPENS.plus(DAY));

        assertThat(status().problem()).isNull();
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSize(1);
    }

    @Test
    void rebuildsNothingForWhatOnlyABootPutsRight() throws InterruptedException {
        built();
        verifier.result = Result.FAILED;
        verifier.detail = "Failed to initialize NVML: Driver/library version mismatch";

        look(OPENS);
        look(OPENS.plusSeconds(60));

        assertThat(status().problem()).startsWith("re-verification failed: ");
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSize(1);
    }

    @Test
    void stillKnowsAProblemAfterTheAgentWasStartedAgain() throws IOException, InterruptedException {
        built();
        verifier.result = Result.FAILED;
        look(OPENS);
        String problem = status().problem();
        engine.stop();
        clock.set(OPENS.plus(Duration.ofHours(9)));

        start();
        look(OPENS.plus(Duration.ofHours(9)));

        assertThat(problem).isNotNull();
        assertThat(status().problem()).isEqualTo(problem);
    }

    @Test
    void takesABusyGpuForNoFailureAndTriesAgain() throws InterruptedException {
        built();
        verifier.result = Result.INCONCLUSIVE;
        platform.set(NEW_DRIVER);
        look(NOON.plusSeconds(60));
        assertThat(status().problem()).isNull();

        verifier.result = Result.PASSED;
        look(NOON.plusSeconds(120));
        look(NOON.plusSeconds(180));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.WHOLE, Extent.WHOLE);
    }

    @Test
    void saysSoWhenItComputesOnTheGpuNoMore() throws InterruptedException {
        built();
        verifier.result = Result.NOT_APPLICABLE;
        platform.set(new Platform("6.8.0-48-generic", null));

        look(NOON.plusSeconds(60));

        assertThat(status().problem())
                .startsWith("re-verification failed after the NVIDIA driver changed from 570.86.15 to none: The"
                        + " environment computed on the GPU when it was built, and does not any more");
    }

    @Test
    void looksAtNothingWhileItIsFrozenOrHeld() throws InterruptedException {
        built();
        platform.set(NEW_DRIVER);
        Assignment usual = assigned;
        assigned = new Assignment(
                3,
                List.of(),
                usual.environments(),
                List.of(),
                null,
                List.of(new Freeze(new GroupName("teaching"), NOON, OPENS.plus(DAY), "exam")));
        look(OPENS);
        assigned = new Assignment(
                4, List.of(), usual.environments(), List.of(), new Hold(OPENS.plus(DAY), "a paper"), null);
        look(OPENS.plusSeconds(60));

        assertThat(verifier.extents).containsExactly(Extent.WHOLE);
    }

    private GenerationName built() throws InterruptedException {
        assigned = assigned(1, Schedule.ANY_TIME);
        engine.act(assigned);
        awaitState(RunState.DONE, 1);
        assigned = assigned(2, NIGHTLY);
        look(NOON);
        return Objects.requireNonNull(status().generation());
    }

    private static Assignment assigned(long revision, Schedule schedule) {
        return new Assignment(
                revision, List.of(), List.of(AssignedEnvironment.of(LAB, ONE).during(schedule)), List.of());
    }

    /** Lets the engine look twice at a time: the first look may have begun before. */
    private void look(Instant time) {
        clock.set(time);
        for (int i = 0; i < 2; i++) {
            List<EnvironmentStatus> before = engine.statuses();
            engine.act(assigned);
            await().untilAsserted(() -> assertThat(engine.statuses()).isNotSameAs(before));
        }
    }

    private @Nullable String drift() {
        return surveys.getLast().environments().getFirst().generations().stream()
                .filter(Generation::current)
                .map(Generation::drift)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Path root() throws IOException {
        return Files.createDirectories(folder.resolve("machine"));
    }

    private void awaitState(RunState state, int run) {
        await().until(() -> reports.stream().map(RunReport::run).distinct().count() == run
                && reports.getLast().state() == state);
    }

    private EnvironmentStatus status() {
        return engine.statuses().getFirst();
    }
}

package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.pinned;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.standalone.StandalonePythons;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine decides, with an installer and a verifier that only pretend. */
class EngineTest {
    private static final PlanDocument ONE = plan("one", "numpy");
    private static final PlanDocument TWO = plan("two", "numpy");

    @TempDir
    Path folder;

    private final FakeInstaller installer = new FakeInstaller();
    private final FakeVerifier verifier = new FakeVerifier();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private final List<GenerationsReport> surveys = new CopyOnWriteArrayList<>();
    private final AtomicReference<List<Interpreter>> interpreters = new AtomicReference<>();
    private Layout layout;
    private RecordedCommands commands;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        layout = new Layout(folder.toRealPath());
        commands = new RecordedCommands(layout);
        Path python = Files.createFile(folder.toRealPath().resolve("python3.11"));
        interpreters.set(List.of(new Interpreter("3.11.2", python.toString())));
        engine = start(TestConfig.PATIENT);
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    @Test
    void handsSourcesToTheInstallerAsTheyAnswer() {
        AvailableSource first =
                new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, "https://a.example", List.of());
        AvailableSource second = new AvailableSource(Source.PYPI, Source.Type.PYPI, "https://b.example", List.of());

        actAndAwait(assignment(1, List.of(first, second), ONE), RunState.DONE);

        assertThat(installer.given).containsExactly(List.of(second, first), List.of(second, first));
    }

    @Test
    void changesNothingWhenThePlanInUseIsWantedAgain() {
        actAndAwait(assignment(1, List.of(), ONE), RunState.DONE);
        int told = reports.size();

        engine.act(assignment(2, List.of(), ONE));
        actAndAwait(assignment(3, List.of(), TWO), RunState.DONE);

        assertThat(reports.get(told).plan()).isEqualTo(TWO.id());
        assertThat(installer.created).hasValue(2);
    }

    @Test
    void putsALostLauncherBackAndStartsNoProgramForIt() throws IOException {
        activate(ONE);
        int started = commands.started.get();

        Files.delete(layout.bin().resolve("lab-run")); // so that its second look can be seen
        engine.act(assignment(2, List.of(), ONE));
        await().until(() -> Files.exists(layout.bin().resolve("lab-run")));

        assertThat(commands.started).hasValue(started);
    }

    @Test
    void bringsEverythingToDiskBeforeItSaysThatItWasVerified() {
        GenerationName first = activate(ONE);

        assertThat(commands.lines).containsExactly("/bin/sync -f " + layout.generation(LAB, first));
        assertThat(commands.recordsSeen).hasValue(0);
    }

    @Test
    void reportsEveryStateInOrderWithOneRunAndGrowingSequence() {
        actAndAwait(assignment(1, List.of(), plan("one", "numpy", "scipy")), RunState.DONE);

        assertThat(reports)
                .extracting(RunReport::state)
                .containsExactly(
                        RunState.PLANNED,
                        RunState.WAITING,
                        RunState.CLAIMED,
                        RunState.PREPARING,
                        RunState.SOLVING,
                        RunState.BUILDING,
                        RunState.BUILDING,
                        RunState.VERIFYING,
                        RunState.SEALING,
                        RunState.ACTIVATING,
                        RunState.EXPOSING,
                        RunState.DONE);
        assertThat(reports).extracting(RunReport::sequence).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(reports)
                .extracting(RunReport::run)
                .containsOnly(reports.getFirst().run());
        await().until(() -> status().phase() == Phase.CONVERGED);
        assertThat(status().outcomes()).containsEntry(RunOutcome.ACTIVATED, 1L).containsEntry(RunOutcome.FAILED, 0L);
    }

    @Test
    void keepsWhatWorksWhenTheNewOneFailsAndDoesNotRepeatItInAHurry() {
        GenerationName first = activate(ONE);
        installer.failing = "INSTALLER_FAILED";

        actAndAwait(assignment(2, List.of(), TWO), RunState.FAILED);
        engine.act(assignment(2, List.of(), TWO));
        engine.act(assignment(2, List.of(), TWO));

        await().until(() -> status().phase() == Phase.FAILED);
        assertThat(status().generation()).isEqualTo(first);
        assertThat(status().outOfDateSince()).isNotNull();
        assertThat(installer.created).hasValue(2);
        assertThat(layout.generations(LAB))
                .isDirectoryContaining("glob:**" + TWO.id().abbreviated() + "-2");
    }

    @Test
    void repeatsByItselfWhatFailedForAPassingReason() throws Exception {
        restart(TestConfig.EAGER);
        installer.failing = "SOURCE_UNREACHABLE";
        actAndAwait(assignment(1, List.of(), ONE), RunState.FAILED);

        installer.failing = null;

        await().until(() -> last().state() == RunState.DONE);
        assertThat(reports.stream().map(RunReport::run).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void stopsAtTheNextBoundaryWhenAnotherPlanIsWanted() {
        installer.gate = new Semaphore(0);
        engine.act(assignment(1, List.of(), ONE));
        await().until(() -> !reports.isEmpty() && last().state() == RunState.BUILDING);

        engine.act(assignment(2, List.of(), TWO));
        installer.gate.release(2);

        await().until(() -> last().state() == RunState.DONE);
        assertThat(reports.stream()
                        .filter(each -> each.plan().equals(ONE.id()))
                        .toList()
                        .getLast()
                        .outcome())
                .isEqualTo(RunOutcome.SUPERSEDED);
        assertThat(status().planInUse()).isEqualTo(TWO.id());
        assertThat(status().generations()).isEqualTo(1);
    }

    @Test
    void keepsWhatItHasWhileTheMachineIsHeld() throws IOException, InterruptedException {
        GenerationName first = activate(ONE);
        var now = InstantSource.system().instant();

        engine.act(held(assignment(2, List.of(), TWO), now.plusSeconds(3600)));
        await().until(() -> status().phase() == Phase.HELD);
        restart(TestConfig.PATIENT);
        awaitRecovery();
        engine.act(held(Samples.retiring(3, now), now.plusSeconds(3600)));
        await().until(() -> status().phase() == Phase.HELD);

        assertThat(installer.created).hasValue(1);
        assertThat(layout.generation(LAB, first)).exists();

        engine.act(held(assignment(4, List.of(), TWO), now.minusSeconds(1)));

        await().until(() -> TWO.id().equals(status().planInUse()));
        await().until(() -> status().phase() == Phase.CONVERGED);
    }

    @Test
    void stopsAtTheNextBoundaryWhenTheMachineIsHeldAndBeginsAnewAfterwards() {
        installer.gate = new Semaphore(0);
        engine.act(assignment(1, List.of(), ONE));
        await().until(() -> !reports.isEmpty() && last().state() == RunState.BUILDING);

        engine.act(held(
                assignment(2, List.of(), ONE), InstantSource.system().instant().plusSeconds(3600)));
        installer.gate.release(2);

        await().until(() -> status().phase() == Phase.HELD);
        assertThat(last().outcome()).isEqualTo(RunOutcome.SUPERSEDED);
        assertThat(status().planInUse()).isNull();

        installer.gate.release(2);
        actAndAwait(assignment(3, List.of(), ONE), RunState.DONE);
    }

    private static Assignment held(Assignment assignment, Instant until) {
        return new Assignment(
                assignment.revision(),
                assignment.sources(),
                assignment.environments(),
                assignment.retiring(),
                new Hold(until, "a paper"),
                null);
    }

    @Test
    void ignoresAnOlderAssignment() {
        activate(TWO);

        engine.act(assignment(0, List.of(), ONE));
        engine.act(assignment(5, List.of(), TWO));

        await().until(() -> status().phase() == Phase.CONVERGED);
        assertThat(reports).extracting(RunReport::plan).containsOnly(TWO.id());
    }

    @Test
    void waitsForABusyGpuWithoutBuildingAgain() throws Exception {
        restart(TestConfig.EAGER);
        verifier.result = Result.INCONCLUSIVE;
        engine.act(assignment(1, List.of(), ONE));
        await().until(() -> verifier.asked.get() > 2);

        verifier.result = Result.PASSED;

        await().until(() -> last().state() == RunState.DONE);
        assertThat(installer.created).hasValue(1);
        assertThat(reports).extracting(RunReport::outcome).doesNotContain(RunOutcome.FAILED);
        assertThat(status().outcomes().get(RunOutcome.INCONCLUSIVE)).isPositive();
    }

    @Test
    void neverLeavesAWorkingCudaBuildForOneThatComputesOnTheCpu() {
        GenerationName first = activate(ONE);
        verifier.result = Result.NOT_APPLICABLE;

        actAndAwait(assignment(2, List.of(), TWO), RunState.FAILED);

        assertThat(last().failure())
                .extracting(failure -> failure.signature().value())
                .isEqualTo("CUDA_LOST");
        await().until(() -> status().phase() == Phase.FAILED);
        assertThat(status().generation()).isEqualTo(first);
    }

    @Test
    void buildsAnewWhatSomebodyAltered() throws IOException {
        GenerationName first = activate(ONE);
        Files.delete(layout.generation(LAB, first).resolve("lib/python3.11/site-packages/numpy.dist-info"));

        engine.act(assignment(2, List.of(), ONE));

        await().until(() -> status().generation() != null && !first.equals(status().generation()));
        assertThat(status().drift()).isNull();
        assertThat(status().generations()).isEqualTo(2);
    }

    @Test
    void onlyTellsOfWhatSomebodyAlteredWhereItsGroupsWantNoMore() throws IOException {
        GenerationName first = activate(ONE);
        Files.delete(layout.generation(LAB, first).resolve("lib/python3.11/site-packages/numpy.dist-info"));

        engine.act(reporting(2, ONE));

        await().until(() -> status().phase() == Phase.DRIFTED);
        await().until(() -> surveys.getLast()
                        .environments()
                        .getFirst()
                        .generations()
                        .getFirst()
                        .drift()
                != null);
        assertThat(status().generation()).isEqualTo(first);
        assertThat(installer.created).hasValue(1);

        actAndAwait(reporting(3, TWO), RunState.DONE);
        assertThat(status().drift()).isNull();
    }

    private static Assignment reporting(long revision, PlanDocument plan) {
        return new Assignment(
                revision, List.of(), List.of(AssignedEnvironment.of(LAB, plan).reporting()), List.of());
    }

    @Test
    void buildsAnewWhatSomebodyEdited() throws IOException, InterruptedException {
        GenerationName first = activate(ONE);
        Files.writeString(layout.generation(LAB, first).resolve("lib/python3.11/site-packages/hack.pth"), "import os");
        restart(TestConfig.PATIENT);
        awaitRecovery();

        engine.act(assignment(2, List.of(), ONE));

        await().until(() -> status().generation() != null && !first.equals(status().generation()));
        assertThat(status().drift()).isNull();
    }

    @Test
    void buildsNothingWhenAFactChangesUnderAWorkingEnvironment() {
        activate(ONE);
        interpreters.set(List.of());

        engine.act(assignment(2, List.of(), ONE));
        engine.act(assignment(3, List.of(), ONE));

        await().until(() -> status().phase() == Phase.CONVERGED);
        assertThat(installer.created).hasValue(1);
    }

    @Test
    void saysHowMuchSpaceIsMissingBeforeItBuilds() {
        installer.downloadBytes = 1L << 60;

        actAndAwait(assignment(1, List.of(), ONE), RunState.FAILED);

        assertThat(last().failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature()).hasToString("DISK_FULL");
            assertThat(failure.message()).contains("The build needs 2147483648.0 GiB in " + layout.root());
        });
        assertThat(layout.generations(LAB)).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\":1,\"environment\":\"lab\",\"steps\":[{\"step\":\"later\"}]}"})
    void runsNothingOfAPlanWithAStepThatItDoesNotKnow(String json) {
        var document = new PlanDocument(new PlanId(Sha256.of(json).hex()), json);

        actAndAwait(assignment(1, List.of(), document), RunState.FAILED);

        assertThat(last().failure())
                .extracting(failure -> failure.signature().value())
                .asString()
                .startsWith("PLAN_UNREADABLE");
        assertThat(installer.created).hasValue(0);
    }

    @Test
    void namesThePythonThatIsMissing() {
        interpreters.set(List.of(new Interpreter("3.8.18", "/usr/bin/python3.8")));

        actAndAwait(assignment(1, List.of(), ONE), RunState.FAILED);

        assertThat(last().failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.signature()).hasToString("PYTHON_MISSING:>=3.9");
            assertThat(failure.message()).contains("3.8.18");
        });
    }

    @Test
    void removesARetiringEnvironmentOnlyWhenItsGraceIsOver() {
        activate(ONE);
        var now = InstantSource.system().instant();

        engine.act(Samples.retiring(2, now.plusSeconds(3600)));
        await().until(() -> status().phase() == Phase.RETIRING);
        assertThat(layout.bin().resolve("lab-python")).exists();
        engine.act(Samples.retiring(3, now));

        await().until(() -> engine.statuses().isEmpty());
        assertThat(layout.environment(LAB)).doesNotExist();
        assertThat(layout.bin()).isEmptyDirectory();
        assertThat(layout.journal(LAB)).doesNotExist();
    }

    @Test
    void leavesAnEnvironmentAloneThatAnAssignmentDoesNotMention() {
        GenerationName first = activate(ONE);

        engine.act(new Assignment(9, List.of(), List.of(), List.of()));
        actAndAwait(assignment(10, List.of(), TWO), RunState.DONE);

        assertThat(layout.generation(LAB, first)).exists();
    }

    @Test
    void goesBackToAGenerationAndForwardAgainWithoutBuilding() {
        GenerationName first = activate(ONE);
        actAndAwait(assignment(2, List.of(), TWO), RunState.DONE);
        GenerationName second = Objects.requireNonNull(last().generation());
        int told = reports.size();
        int verified = verifier.asked.get();

        actAndAwait(pinned(3, ONE, first), RunState.DONE);
        await().until(() -> first.equals(status().generation()));
        List<RunState> states = states(told);
        actAndAwait(assignment(4, List.of(), TWO), RunState.DONE);
        await().until(() -> second.equals(status().generation()));

        assertThat(states)
                .containsExactly(
                        RunState.PLANNED,
                        RunState.WAITING,
                        RunState.VERIFYING,
                        RunState.ACTIVATING,
                        RunState.EXPOSING,
                        RunState.DONE);
        assertThat(verifier.asked).hasValue(verified + 2);
        assertThat(installer.created).hasValue(2);
        await().until(() -> told().stream().allMatch(each -> each.cause() != null));
        assertThat(told()).extracting(Generation::cause).containsExactly(Cause.NEW_PLAN, Cause.ROLLBACK);
    }

    private List<RunState> states(int since) {
        return reports.stream().skip(since).map(RunReport::state).toList();
    }

    @ParameterizedTest
    @CsvSource({"GENERATION_ALTERED, numpy.dist-info", "GENERATION_GONE, ''", "CUDA_LOST,"})
    void staysWhereItIsWhenItCannotGoBack(String failure, @Nullable String deleted) throws IOException {
        GenerationName first = activate(ONE);
        actAndAwait(assignment(2, List.of(), TWO), RunState.DONE);
        GenerationName second = Objects.requireNonNull(last().generation());
        if (deleted == null) {
            verifier.result = Result.NOT_APPLICABLE;
        } else {
            FileTrees.delete(
                    deleted.isEmpty()
                            ? layout.generation(LAB, first)
                            : layout.generation(LAB, first)
                                    .resolve("lib/python3.11/site-packages")
                                    .resolve(deleted));
        }

        actAndAwait(pinned(3, ONE, first), RunState.FAILED);
        engine.act(pinned(3, ONE, first));

        await().until(() -> status().phase() == Phase.FAILED);
        assertThat(last().failure())
                .isNotNull()
                .satisfies(why -> assertThat(why.signature().id()).isEqualTo(failure));
        assertThat(status().generation()).isEqualTo(second);
        assertThat(installer.created).hasValue(2);
    }

    /** No package has recorded what somebody planted, and no name of a package tells of it. */
    @Test
    void goesBackToNothingThatSomebodyPlantedAFileIn() throws IOException {
        GenerationName first = activate(ONE);
        actAndAwait(assignment(2, List.of(), TWO), RunState.DONE);
        GenerationName second = Objects.requireNonNull(last().generation());
        Files.writeString(
                layout.generation(LAB, first).resolve("lib/python3.11/site-packages/planted.pth"), "import os\n");

        actAndAwait(pinned(3, ONE, first), RunState.FAILED);

        assertThat(Objects.requireNonNull(last().failure()).message())
                .contains("added lib/python3.11/site-packages/planted.pth");
        await().until(() -> second.equals(status().generation()));
    }

    @Test
    void buildsAnewWhenWhatStandsIsAltered() throws IOException {
        GenerationName first = activate(ONE);
        actAndAwait(assignment(2, List.of(), TWO), RunState.DONE);
        FileTrees.delete(layout.generation(LAB, first).resolve("lib"));

        actAndAwait(assignment(3, List.of(), ONE), RunState.DONE);

        assertThat(last().generation()).isNotEqualTo(first);
        assertThat(installer.created).hasValue(3);
        assertThat(layout.generation(LAB, first)).exists();
    }

    /**
     * Of such a generation no journal tells: its run ended long ago, and it was being removed, or never got a record.
     */
    @Test
    void clearsAwayWhatAnEarlierAgentLeftHalfRemoved() throws Exception {
        GenerationName first = activate(ONE);
        Path half = layout.generations(LAB).resolve("cccccccccccc-1.removed");
        Path unproved = layout.generations(LAB).resolve("cccccccccccc-2");
        Files.createDirectories(half.resolve("lib"));
        Files.createDirectories(unproved.resolve("lib"));

        restart(TestConfig.PATIENT);

        await().until(() -> Files.notExists(half) && Files.notExists(unproved));
        assertThat(layout.generation(LAB, first)).exists();
    }

    @Test
    void tellsOfItsGenerationsSinceWhenAndWhyTheyAreThere() throws IOException {
        GenerationName first = activate(ONE);
        actAndAwait(assignment(2, List.of(), TWO), RunState.DONE);
        GenerationName second = last().generation();
        Files.delete(layout.generation(LAB, Objects.requireNonNull(second))
                .resolve("lib/python3.11/site-packages/numpy.dist-info"));
        engine.act(assignment(3, List.of(), TWO));
        await().until(() -> told().size() == 3 && told().getFirst().current());

        assertThat(told()).extracting(Generation::cause).containsExactly(Cause.ALTERED, Cause.NEW_PLAN, Cause.FIRST);
        assertThat(told()).extracting(Generation::replaced).containsExactly(null, Cause.ALTERED, Cause.NEW_PLAN);
        assertThat(told().getLast().name()).isEqualTo(first);
        assertThat(told().getLast().activeUntil()).isEqualTo(told().get(1).activeFrom());
    }

    private List<Generation> told() {
        return surveys.isEmpty() || surveys.getLast().environments().isEmpty()
                ? List.of()
                : surveys.getLast().environments().getFirst().generations();
    }

    private GenerationName activate(PlanDocument plan) {
        actAndAwait(assignment(1, List.of(), plan), RunState.DONE);
        await().until(() -> plan.id().equals(status().planInUse()));
        return Objects.requireNonNull(status().generation());
    }

    private void actAndAwait(Assignment assignment, RunState state) {
        engine.act(assignment);
        await().until(() -> !reports.isEmpty()
                && last().state() == state
                && last().plan().equals(assignment.environments().getFirst().plan()));
    }

    private RunReport last() {
        return reports.getLast();
    }

    private EnvironmentStatus status() {
        return engine.statuses().getFirst();
    }

    /** An engine that just started knows nothing yet. */
    private void awaitRecovery() {
        await().until(() -> !engine.statuses().isEmpty());
    }

    private void restart(TestConfig config) throws IOException, InterruptedException {
        engine.stop();
        engine = start(config);
    }

    private Engine start(TestConfig config) throws IOException {
        Engine started = new Engine(new EngineParts(
                layout,
                commands,
                config,
                interpreters::get,
                new StandalonePythons(layout, TestMachine.NETWORK, commands),
                List::reversed,
                new SameAccount(commands),
                Policies.OPEN,
                installer,
                verifier,
                PlanLocks.NONE,
                new RunListener() {
                    @Override
                    public void changed(RunReport report) {
                        reports.add(report);
                    }

                    @Override
                    public void surveyed(GenerationsReport report) {
                        surveys.add(report);
                    }
                },
                InstantSource.system(),
                new Exposures(layout, Places.NONE),
                new Toolkits(layout, commands, TestMachine.NETWORK),
                TestMachine.PERMITS,
                Optional::empty,
                Interlude.NONE));
        started.start();
        return started;
    }
}

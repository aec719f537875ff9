package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a run comes to its lock, and what becomes of it, with an installer and a verifier that only pretend. */
class LockedEngineTest {
    private static final PlanDocument ONE = plan("one", "numpy");
    private static final LockDocument SHARED = FakeInstaller.lockOf("3.11", "stage-numpy", "numpy", "2.4.1");

    @TempDir
    Path folder;

    private final FakeInstaller installer = new FakeInstaller();
    private final FakeVerifier verifier = new FakeVerifier();
    private final FakeLocks locks = new FakeLocks();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        layout = new Layout(folder.toRealPath());
        engine = new PretendedEngine(installer, verifier, reports::add)
                .start(layout, locks, InstantSource.system(), TestMachine.PERMITS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    @Test
    void installsWhatAnotherMachineProvedWithoutASolve() throws IOException {
        locks.grant(new Grant.Install(SHARED));

        actAndAwait(1, RunState.DONE);

        assertThat(installer.solved).hasValue(0);
        assertThat(inUse().choice().lock()).isEqualTo(SHARED.digest());
        assertThat(inUse().choice().packages())
                .extracting(each -> each.version())
                .containsExactly("2.4.1");
        assertThat(last().checks()).contains(said(Result.PASSED, "the files that another machine proved"));
        assertThat(locks.claims).containsExactly(new Claim(LAB, ONE.id(), "3.11"));
        assertThat(locks.proved).isEmpty();
    }

    @Test
    void offersWhatItProvedWhenItWasAppointed() throws IOException {
        locks.grant(new Grant.Solve(41));

        actAndAwait(1, RunState.DONE);

        LockDocument made =
                new LocksOnDisk(new Generations(layout)).of(LAB, ONE.id()).orElseThrow();
        assertThat(installer.solved).hasValue(1);
        assertThat(locks.proved).containsExactly(new ProvedLock(ONE.id(), 41, made));
        assertThat(last().checks()).extracting(CheckResult::check).doesNotContain("lock");
    }

    @Test
    void offersNothingThatWasNotProved() {
        verifier.result = Result.FAILED;
        locks.grant(new Grant.Solve(41));

        actAndAwait(1, RunState.FAILED);

        assertThat(locks.proved).isEmpty();
    }

    @Test
    void waitsForAnotherMachineAndSaysSo() {
        Grant later = new Grant.Later(Duration.ofMillis(20), "machine gpu-02 solves this plan first");
        locks.grant(later, later, new Grant.Install(SHARED));

        actAndAwait(1, RunState.DONE);

        assertThat(reports)
                .filteredOn(each -> each.state() == RunState.WAITING)
                .extracting(RunReport::checks)
                .contains(List.of(said(Result.INCONCLUSIVE, "machine gpu-02 solves this plan first")));
        assertThat(locks.claims).hasSize(3);
        assertThat(installer.created).hasValue(1);
        assertThat(installer.solved).hasValue(0);
    }

    @Test
    void solvesForItselfWhenTheControllerStaysAway() {
        locks.grant(new Grant.Away("the controller does not answer"));

        actAndAwait(1, RunState.DONE);

        assertThat(installer.solved).hasValue(1);
        assertThat(locks.claims).hasSizeGreaterThan(1);
        assertThat(locks.proved).isEmpty();
        assertThat(last().checks())
                .contains(said(Result.NOT_APPLICABLE, "solved for this machine alone: the controller does not answer"));
    }

    @Test
    void rebuildsWhatWasAlteredFromItsOwnLockWhoeverIsAway() throws IOException {
        locks.grant(new Grant.Install(SHARED));
        actAndAwait(1, RunState.DONE);
        locks.grant(new Grant.Away("the controller does not answer"));

        Files.createDirectories(new Generations(layout)
                .folder(LAB, inUse().generation())
                .resolve("lib/python3.11/site-packages/somebodys.dist-info"));
        actAndAwait(2, RunState.DONE);

        assertThat(installer.created).hasValue(2);
        assertThat(installer.solved).hasValue(0);
        assertThat(locks.claims).hasSize(2);
        assertThat(inUse().choice().lock()).isEqualTo(SHARED.digest());
    }

    @Test
    void sharesTheLockThatItHadRatherThanSolveAgain() throws IOException {
        locks.grant(new Grant.Alone("the controller knows no locks"));
        actAndAwait(1, RunState.DONE);
        LockDocument made =
                new LocksOnDisk(new Generations(layout)).of(LAB, ONE.id()).orElseThrow();
        locks.grant(new Grant.Solve(41));

        Files.createDirectories(new Generations(layout)
                .folder(LAB, inUse().generation())
                .resolve("lib/python3.11/site-packages/somebodys.dist-info"));
        actAndAwait(2, RunState.DONE);

        assertThat(installer.solved).hasValue(1);
        assertThat(locks.proved).containsExactly(new ProvedLock(ONE.id(), 41, made));
    }

    @ParameterizedTest
    @CsvSource({"3.12, stage-numpy", "3.11, science"})
    void installsNoLockOfAnotherPythonOrOtherStages(String python, String stage) {
        locks.grant(new Grant.Install(FakeInstaller.lockOf(python, stage, "numpy", "2.4.1")));

        actAndAwait(1, RunState.FAILED);

        assertThat(last().failure()).satisfies(failure -> {
            assertThat(failure.signature().value()).startsWith("LOCK_MISFIT:");
            assertThat(failure.message())
                    .contains("It is for Python " + python + " and the stages [" + stage + "]")
                    .contains("wanted are Python 3.11 and the stages [stage-numpy]");
        });
        assertThat(installer.solved).hasValue(0);
    }

    @Test
    void saysInTheRunWhatIsToBeKnownOfTheFilesThatWereInstalled() throws IOException {
        locks.grant(new Grant.Install(SHARED));
        installer.remarks = List.of("numpy 2.4.1 is withdrawn by its authors: it loses data");

        actAndAwait(1, RunState.DONE);

        CheckResult remark =
                new CheckResult("sources", Result.NOT_APPLICABLE, installer.remarks.getFirst(), Duration.ZERO);
        assertThat(last().checks()).containsOnlyOnce(remark);
        assertThat(inUse().checks()).contains(remark);
    }

    private void actAndAwait(long revision, RunState state) {
        int before = reports.size();
        engine.act(assignment(revision, List.of(), ONE));
        await().until(() -> reports.size() > before && last().state() == state);
    }

    private RunReport last() {
        return reports.getLast();
    }

    private GenerationRecord inUse() throws IOException {
        return new Generations(layout).current(LAB).orElseThrow();
    }

    private static CheckResult said(Result result, String detail) {
        return new CheckResult("lock", result, detail, Duration.ZERO);
    }
}

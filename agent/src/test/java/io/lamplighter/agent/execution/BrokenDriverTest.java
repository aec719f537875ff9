package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.verification.Verifier.Extent;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.Refreshing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine on a machine whose driver fails, on a clock that is set. */
class BrokenDriverTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String MISMATCH = "driver.version_mismatch fails: module 570, the library says 580";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final FakeInstaller installer = new FakeInstaller();
    private final FakeVerifier verifier = new FakeVerifier();
    private final FakeLocks locks = new FakeLocks();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private volatile @Nullable String obstacle = MISMATCH;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        locks.grant(new Grant.Solve(1));
        engine = new PretendedEngine(installer, verifier, reports::add)
                .start(
                        new Layout(folder.toRealPath()),
                        locks,
                        clock,
                        TestMachine.permits(folder, () -> Optional.ofNullable(obstacle)));
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    @Test
    void beginsNothingThatIsToComputeOnGpusUntilTheDriverWorks() {
        PlanDocument plan = Samples.planForGpus("one", "torch");
        act(plan);
        await().until(() -> !reports.isEmpty() && reports.getLast().waiting() != null);
        List<Hindrance> waiting = reports.getLast().waiting();
        int built = installer.created.get();

        obstacle = null;
        clock.pass(Duration.ofMinutes(1));
        act(plan);

        await().until(() -> reports.getLast().state() == RunState.DONE);
        assertThat(waiting).containsExactly(new Hindrance(Reason.DRIVER, MISMATCH, NOON));
        assertThat(built).isZero();
    }

    @Test
    void verifiesNothingAgainUntilTheDriverWorks() {
        AssignedEnvironment inUse = built();
        obstacle = MISMATCH;
        clock.pass(Duration.ofDays(2));
        look(inUse);
        List<Extent> meanwhile = List.copyOf(verifier.extents);

        obstacle = null;
        look(inUse);

        assertThat(meanwhile).containsExactly(Extent.WHOLE);
        assertThat(verifier.extents).containsExactly(Extent.WHOLE, Extent.LIGHT);
    }

    @Test
    void asksForNothingNewerUntilTheDriverWorks() {
        AssignedEnvironment refreshed = built().refreshing(new Refreshing(Update.PATCH, 0));
        locks.claims.clear();
        locks.grant(new Grant.Current(Duration.ofHours(12), "it is new"));
        obstacle = MISMATCH;
        look(refreshed);
        int meanwhile = locks.claims.size();

        obstacle = null;
        look(refreshed);

        assertThat(meanwhile).isZero();
        assertThat(locks.claims).hasSize(1);
    }

    @Test
    void buildsWhatComputesOnNone() {
        act(Samples.plan("one", "numpy"));

        await().until(() -> !reports.isEmpty() && reports.getLast().state() == RunState.DONE);
        assertThat(reports).noneMatch(report -> report.waiting() != null);
    }

    private AssignedEnvironment built() {
        obstacle = null;
        PlanDocument plan = Samples.planForGpus("one", "torch");
        act(plan);
        await().until(() -> !reports.isEmpty() && reports.getLast().state() == RunState.DONE);
        return AssignedEnvironment.of(LAB, plan);
    }

    /** Lets the engine look twice: the first look may have begun before. */
    private void look(AssignedEnvironment environment) {
        for (int i = 0; i < 2; i++) {
            List<EnvironmentStatus> before = engine.statuses();
            act(environment);
            await().untilAsserted(() -> assertThat(engine.statuses()).isNotSameAs(before));
        }
    }

    private void act(PlanDocument plan) {
        act(AssignedEnvironment.of(LAB, plan));
    }

    private void act(AssignedEnvironment environment) {
        engine.act(new Assignment(1, List.of(), List.of(environment), List.of()));
    }
}

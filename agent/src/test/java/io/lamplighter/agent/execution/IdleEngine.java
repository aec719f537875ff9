package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A real engine over one environment of a hundred packages, which is as it is wanted and whose window comes in a year.
 */
public final class IdleEngine {
    private static final int PACKAGES = 100;
    private static final int MODULES = 20;
    private static final Instant IN_ITS_WINDOW = Instant.parse("2026-01-01T02:30:00Z");
    private static final Schedule YEARLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 1 1 *"), new ZoneName("UTC"), new TimeSpan("3h"), new TimeSpan("0m"))),
            List.of(),
            Gates.NONE);

    private final LocalIndex index = LocalIndex.start();
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private final Semaphore looked = new Semaphore(0);
    private final Engine engine;
    private final Assignment assignment;

    /** Builds the environment, which takes a while, and leaves the clock in its window. */
    public IdleEngine(Path folder, SettableClock clock) throws IOException, InterruptedException {
        Layout layout = TestMachine.layout(folder);
        WatchedCommands commands = TestMachine.commands(layout);
        Interpreter python = TestMachine.python();
        Permits permits = Permits.of(
                () -> new MachineId("0198c0de-0000-7000-8000-000000000007"),
                Path.of("/"),
                folder,
                List::of,
                folder.resolve("attendance.json"),
                "a boot");
        engine = new Engine(
                EngineParts.withPrograms(
                                layout,
                                commands,
                                new SameAccount(commands),
                                Policies.OPEN,
                                TestConfig.PATIENT,
                                () -> List.of(python),
                                UnaryOperator.identity(),
                                TestMachine.uv(layout),
                                TestConda.program(layout),
                                TestMachine.NETWORK,
                                PlanLocks.NONE,
                                reports::add,
                                clock,
                                new Exposures(layout, Places.NONE),
                                permits)
                        .on(Optional::empty, this::looked),
                new FileJournal(layout, new ProcessGroups().bootId()));
        clock.set(IN_ITS_WINDOW);
        String[] names =
                IntStream.range(0, PACKAGES).mapToObj(i -> "lantern" + i).toArray(String[]::new);
        for (String name : names) {
            index.add("pypi", wheel(name));
        }
        index.add("pypi", StubWheel.of("everything", "1", names));
        assignment = new Assignment(
                1,
                index.sources(),
                List.of(AssignedEnvironment.of(LAB, Samples.plan("idle", "everything"))
                        .during(YEARLY)),
                List.of());
        engine.start();
        engine.act(assignment);
        await().atMost(5, TimeUnit.MINUTES)
                .until(() -> !reports.isEmpty() && reports.getLast().state().isFinal());
        if (reports.getLast().state() != RunState.DONE) {
            throw new IllegalStateException("nothing was built: " + reports.getLast());
        }
        looked.drainPermits();
    }

    /** One look, from its beginning to its end. */
    public void look() throws InterruptedException {
        engine.act(assignment);
        looked.acquire();
    }

    /** How what it has stands. */
    public List<EnvironmentStatus> statuses() {
        return engine.statuses();
    }

    public void stop() throws InterruptedException {
        engine.stop();
        index.close();
    }

    private Instant looked(Assignment given, Instant otherwise) {
        looked.release();
        return otherwise;
    }

    private static StubWheel wheel(String name) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(name + "/__init__.py", "\n");
        for (int i = 0; i < MODULES; i++) {
            files.put(name + "/module" + i + ".py", "value = " + i + "\n");
        }
        return StubWheel.of(name, "1", files);
    }
}

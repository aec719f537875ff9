package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.UvInstaller;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.AllowedFolder;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.policy.StepKind;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Claim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole engine as root on a machine whose policy forbids uv, with the system's pip and a lock of another machine.
 */
class PipSystemModeTest {
    @TempDir
    Path scratch;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private LocalIndex index;
    private SystemMachine machine;
    private Layout layout;
    private @Nullable Engine engine;

    @BeforeEach
    void start() throws Exception {
        index = LocalIndex.start();
        machine = SystemMachine.make(scratch);
        layout = machine.layout();
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.stop();
        }
        machine.close();
        index.close();
    }

    /** At every start of Python, what the first stage brings tries to reach the index. */
    @Test
    void buildsFromALockAndKeepsCodeOfPackagesFromTheNetwork() throws Exception {
        index.add(
                        "pypi",
                        StubWheel.of(
                                "first",
                                "1",
                                Map.of(
                                        "first/__init__.py",
                                        "",
                                        "first_start.py",
                                        """
                import os, socket
                try:
                    socket.create_connection(('127.0.0.1', %s), 2)
                    print('reached', flush=True)
                    os._exit(9)
                except OSError:
                    pass
                """.formatted(index.url("").replaceAll("\\D*127.0.0.1:(\\d+)/", "$1")),
                                        "first.pth",
                                        "import first_start\n")))
                .add("pypi", StubWheel.of("second", "2"));
        PlanDocument plan = Samples.plan("one", "first", "second");
        LockDocument lock = solvedElsewhere(plan);

        RunReport done = run(plan, lock);

        assertThat(done.failure()).isNull();
        assertThat(done.state()).isEqualTo(RunState.DONE);
        assertThat(layout.uvCache()).isEmptyDirectory();
        assertThatThrownBy(() -> TestMachine.run(layout.bin() + "/lab-python", "-c", "pass"))
                .as("what is let do what it wants")
                .hasMessageContaining("reached");
        Path installer = layout.generation(Samples.LAB, Objects.requireNonNull(done.generation()))
                .resolve("lib/python" + lock.lock().python() + "/site-packages/second-2.dist-info/INSTALLER");
        assertThat(Files.readString(installer)).isEqualTo("pip\n");
    }

    @Test
    void solvesNothingItself() throws Exception {
        index.add("pypi", StubWheel.of("first", "1"));

        RunReport failed = run(Samples.plan("one", "first"), null);

        assertThat(Objects.requireNonNull(failed.failure()).signature()).hasToString("PIP_NEEDS_LOCK");
        assertThat(index.requests()).isEmpty();
    }

    private LockDocument solvedElsewhere(PlanDocument plan) throws Exception {
        Layout other = TestMachine.layout(Files.createDirectories(scratch.resolve("other")));
        UvInstaller uv = TestMachine.installer(other);
        Path generation = other.root().resolve("generation");
        uv.create(generation, TestMachine.python(), index.sources(), CommandWatch.NOTHING);
        return uv.solve(generation, plan.plan(), index.sources(), SolveLimits.NONE, CommandWatch.NOTHING)
                .lock();
    }

    private RunReport run(PlanDocument plan, @Nullable LockDocument lock) throws Exception {
        Interpreter python = TestMachine.python();
        PolicyFile policy = new PolicyFile(layout.root().resolve("policy.yaml"), true);
        policy.write(new PolicyRules(
                List.of(new HostPattern("127.0.0.1")),
                List.of(
                        StepKind.CREATE_ENVIRONMENT,
                        StepKind.SOLVE,
                        StepKind.INSTALL,
                        StepKind.VERIFY,
                        StepKind.EXPOSE),
                List.of(InstallerProgram.PIP),
                List.of(new AllowedFolder("/usr/bin")),
                false));
        engine = SystemEngine.on(
                machine,
                machine.builder().name(),
                policy,
                List.of(python),
                List.of(),
                lock == null ? PlanLocks.NONE : new Shared(lock),
                reports::add);
        engine.start();
        engine.act(Samples.assignment(1, index.sources(), plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty() && reports.getLast().state().isFinal());
        return reports.getLast();
    }

    /** A controller that has the lock. */
    private record Shared(LockDocument lock) implements PlanLocks {
        @Override
        public Grant claim(Claim claim, @Nullable LockDocument kept) {
            return new Grant.Install(lock);
        }

        @Override
        public Grant fetch(PlanId plan, LockDigest digest) {
            return new Grant.Install(lock);
        }

        @Override
        public void proved(ProvedLock proved) {
            // nobody was asked to
        }
    }
}

package io.lamplighter.agent.execution;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The engine as a process of its own, to be killed: with {@code enter STATE} it dies by SIGKILL right after it has
 * written that state down, with {@code leave STATE} when that state's work is done and the next is not yet written.
 */
final class AgentUnderTest {
    private AgentUnderTest() {}

    static Engine engine(Layout layout, TestConfig config, RunListener listener, Journal journal)
            throws IOException, InterruptedException {
        SystemCommands commands = TestMachine.commands(layout);
        Interpreter python = TestMachine.python();
        return new Engine(
                EngineParts.withUv(
                        layout,
                        commands,
                        config,
                        () -> List.of(python),
                        UnaryOperator.identity(),
                        TestMachine.uv(layout),
                        listener,
                        InstantSource.system()),
                journal);
    }

    /** Starts it, not to come back. */
    static Process start(Layout layout, Path assignment, String... death) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AgentUnderTest.class.getName(),
                layout.root().toString(),
                assignment.toString()));
        command.addAll(List.of(death));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(layout.root().resolve("agent.log").toFile())
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        Layout layout = new Layout(Path.of(arguments[0]));
        Assignment assignment = Wire.mapper().readValue(Files.readString(Path.of(arguments[1])), Assignment.class);
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        Journal deadly = arguments.length > 2
                ? new DeadlyJournal(journal, arguments[2].equals("leave"), RunState.valueOf(arguments[3]))
                : journal;
        Engine engine = engine(layout, TestConfig.PATIENT, _ -> {}, deadly);
        engine.start();
        engine.act(assignment);
        boolean ended = new CountDownLatch(1).await(2, TimeUnit.MINUTES); // whoever started it ends it
        System.exit(ended ? 0 : 1);
    }

    /** Kills its own process at one place. */
    private record DeadlyJournal(Journal journal, boolean leaving, RunState state) implements Journal {
        @Override
        public void enter(Run run) throws IOException {
            Optional<RunState> before =
                    last(run.environment()).map(entry -> entry.run().phase().state());
            if (leaving && before.equals(Optional.of(state)) && run.phase().state() != state) {
                die();
            }
            journal.enter(run);
            if (!leaving && run.phase().state() == state) {
                die();
            }
        }

        @Override
        public void started(EnvironmentName environment, ProcessGroup group) throws IOException {
            journal.started(environment, group);
        }

        @Override
        public Optional<Entry> last(EnvironmentName environment) throws IOException {
            return journal.last(environment);
        }

        @Override
        public Set<EnvironmentName> environments() throws IOException {
            return journal.environments();
        }

        @Override
        public void forget(EnvironmentName environment) throws IOException {
            journal.forget(environment);
        }

        private static void die() {
            try {
                long self = ProcessHandle.current().pid();
                new ProcessBuilder("/bin/kill", "-KILL", Long.toString(self))
                        .start()
                        .waitFor();
                throw new IllegalStateException("outlived its own death");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("still alive", e);
            }
        }
    }
}

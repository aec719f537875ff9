package io.lamplighter.agent.execution;

import io.lamplighter.agent.builder.Builder;
import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The engine as a process of its own, to be killed: with {@code enter STATE} it dies by SIGKILL right after it has
 * written that state down, with {@code leave STATE} when that state's work is done and the next is not yet written, and
 * with {@code inside N} at the hands of the Nth program of the run, or {@code inside WORDS} at those of the first with
 * these words in its command line, which it leaves behind.
 */
final class AgentUnderTest {
    private static final String BUILDER = "lamplighter.test.builder";

    private AgentUnderTest() {}

    static Engine engine(Layout layout, TestConfig config, RunListener listener, Journal journal)
            throws IOException, InterruptedException {
        return engine(layout, TestMachine.commands(layout), config, listener, journal);
    }

    static Engine engine(
            Layout layout, WatchedCommands commands, TestConfig config, RunListener listener, Journal journal)
            throws IOException, InterruptedException {
        return engine(layout, new SameAccount(commands), commands, config, listener, journal);
    }

    /** @param builder who builds; {@link SameAccount} in user mode */
    static Engine engine(
            Layout layout,
            Builder builder,
            WatchedCommands commands,
            TestConfig config,
            RunListener listener,
            Journal journal)
            throws IOException, InterruptedException {
        Interpreter python = TestMachine.python();
        return new Engine(
                EngineParts.withPrograms(
                        layout,
                        commands,
                        builder,
                        Policies.OPEN,
                        config,
                        () -> List.of(python),
                        UnaryOperator.identity(),
                        TestMachine.uv(layout),
                        TestConda.program(layout),
                        TestMachine.NETWORK,
                        PlanLocks.NONE,
                        listener,
                        InstantSource.system(),
                        new Exposures(layout, Places.NONE),
                        TestMachine.PERMITS),
                journal);
    }

    /** Starts it, not to come back. */
    static Process start(Layout layout, Path assignment, String... death) throws IOException {
        return new ProcessBuilder(command(layout, assignment, death))
                .redirectErrorStream(true)
                .redirectOutput(layout.root().resolve("agent.log").toFile())
                .start();
    }

    /** Starts root's, not to come back. */
    static Process startAsRoots(Layout layout, String builder, Path assignment, String... death) throws IOException {
        List<String> command = new ArrayList<>(command(layout, assignment, death));
        command.add(1, "-D" + BUILDER + "=" + builder);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(layout.root().resolve("agent.log").toFile())
                .start();
    }

    /** What starts it. */
    static List<String> command(Layout layout, Path assignment, String... death) {
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
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        Layout layout = new Layout(Path.of(arguments[0]));
        Assignment assignment = Wire.mapper().readValue(Files.readString(Path.of(arguments[1])), Assignment.class);
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        WatchedCommands commands = TestMachine.commands(layout);
        if (arguments.length > 2) {
            String when = arguments[2];
            String where = arguments[3];
            switch (when) {
                case "enter" -> journal = new DeathAtAnEntry(journal, false, RunState.valueOf(where));
                case "leave" -> journal = new DeathAtAnEntry(journal, true, RunState.valueOf(where));
                case "inside" -> commands = new DeathInAProgram(commands, where, killedInside(layout));
                default -> throw new IllegalArgumentException(when);
            }
        }
        Engine engine = engine(
                layout, builder(layout, commands), commands, TestConfig.PATIENT, new Noting(said(layout)), journal);
        engine.start();
        engine.act(assignment);
        boolean ended = new CountDownLatch(1).await(2, TimeUnit.MINUTES); // whoever started it ends it
        System.exit(ended ? 0 : 1);
    }

    private static Builder builder(Layout layout, WatchedCommands commands) {
        String account = System.getProperty(BUILDER);
        return account == null ? new SameAccount(commands) : new BuilderAccount(layout, account, commands);
    }

    /** Where a program is named that was running when its agent died. */
    static Path killedInside(Layout layout) {
        return layout.root().resolve("killed-inside");
    }

    /** Where the output of its programs is. */
    static Path said(Layout layout) {
        return layout.root().resolve("said.log");
    }

    private record Noting(Path file) implements RunListener {
        @Override
        public void changed(RunReport report) {}

        @Override
        public void said(RunId run, String line) {
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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

    /** Kills its own process before or after an entry. */
    private static final class DeathAtAnEntry extends PassedOn {
        private final boolean leaving;
        private final RunState state;

        DeathAtAnEntry(Journal journal, boolean leaving, RunState state) {
            super(journal);
            this.leaving = leaving;
            this.state = state;
        }

        @Override
        public void enter(Run run) throws IOException {
            Optional<RunState> before =
                    last(run.environment()).map(entry -> entry.run().phase().state());
            if (leaving && before.equals(Optional.of(state)) && run.phase().state() != state) {
                die();
            }
            super.enter(run);
            if (!leaving && run.phase().state() == state) {
                die();
            }
        }
    }

    /** Lets the Nth program of a run, before it does anything else, kill the process that started it. */
    private static final class DeathInAProgram implements WatchedCommands {
        private static final String MURDER = "echo \"$@\" > \"$0\"; kill -KILL $PPID; exec \"$@\"";

        private final AtomicInteger programs = new AtomicInteger();
        private final WatchedCommands commands;
        private final String deadly;
        private final Path note;

        /** @param deadly a number, or words of a command line */
        DeathInAProgram(WatchedCommands commands, String deadly, Path note) {
            this.commands = commands;
            this.deadly = deadly;
            this.note = note;
        }

        @Override
        public CommandResult run(Command command) throws IOException, InterruptedException {
            return run(command, CommandWatch.NOTHING);
        }

        @Override
        public CommandResult run(Command command, CommandWatch watch) throws IOException, InterruptedException {
            int number = programs.incrementAndGet();
            boolean dies = deadly.matches("\\d+")
                    ? number == Integer.parseInt(deadly)
                    : String.join(" ", command.arguments()).contains(deadly);
            return commands.run(dies ? murderous(command) : command, watch);
        }

        private Command murderous(Command command) {
            List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", MURDER, note.toString()));
            line.addAll(command.arguments());
            return new Command(line, command.environment(), command.directory(), command.timeout());
        }
    }

    /** A journal as it is. */
    private static class PassedOn implements Journal {
        private final Journal journal;

        PassedOn(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void enter(Run run) throws IOException {
            journal.enter(run);
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
    }
}

package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.nio.file.Files;

/** Runs an installer's program, and knows what its end means. */
record InstallerProcess(Layout layout, WatchedCommands commands) {
    private static final int KILLED_BY_SIGNAL = 128;
    private static final long FULL_BYTES = 1 << 20;

    /** The output of a command that succeeds. */
    String run(Command command, CommandWatch watch) throws FailureException, IOException, InterruptedException {
        Exited exited = ended(command, watch);
        if (exited.status() != 0) {
            throw failure(exited);
        }
        return exited.output();
    }

    /** What it means that a command ended so. */
    FailureException failure(Exited exited) throws IOException {
        return new FailureException(diagnosis(exited), exited.output());
    }

    /** How a command ended by itself, whatever its status. */
    Exited ended(Command command, CommandWatch watch) throws FailureException, IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        return switch (commands.run(command, new Remembering(watch, said))) {
            case Exited exited
            when exited.status() > KILLED_BY_SIGNAL ->
                throw new FailureException(
                        Catalogue.named("INSTALLER_KILLED", "signal " + (exited.status() - KILLED_BY_SIGNAL)),
                        exited.output());
            case Exited exited -> exited;
            case TimedOut() ->
                throw new FailureException(
                        Catalogue.named(
                                "INSTALLER_TIMEOUT",
                                "after " + command.timeout().toMinutes() + " minutes"),
                        said.toString());
        };
    }

    /** A full disk may have swallowed the very words that say so. */
    private Diagnosis diagnosis(Exited exited) throws IOException {
        if (Files.getFileStore(layout.root()).getUsableSpace() < FULL_BYTES) {
            return Catalogue.named("DISK_FULL", "");
        }
        return Catalogue.of(exited.output())
                .orElseGet(() -> Catalogue.named("INSTALLER_FAILED", "exit status " + exited.status()));
    }

    /** Keeps what was said, for the one ending that has no output: a command that was killed at its deadline. */
    private record Remembering(CommandWatch watch, StringBuilder said) implements CommandWatch {
        @Override
        public void started(ProcessGroup group) throws IOException {
            watch.started(group);
        }

        @Override
        public void line(String line) {
            said.append(line).append('\n');
            watch.line(line);
        }
    }
}

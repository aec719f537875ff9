package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Lets a program go behind whatever else the machine does: it gets the processor when nobody else wants it
 * ({@code SCHED_IDLE}), and the disk likewise. What it starts inherits that.
 */
final class Yielding {
    private static final Logger LOG = Logger.getLogger(Yielding.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The last argument is the process; all are of util-linux, as setsid is, without which nothing is started. */
    private static final List<List<String>> WAYS = List.of(
            List.of("renice", "-n", "19", "-p"), List.of("ionice", "-c", "3", "-p"), List.of("chrt", "-i", "-p", "0"));

    private final CommandRunner commands;

    Yielding(CommandRunner commands) {
        this.commands = commands;
    }

    /** Of a program that has not begun yet; one way that the machine does not have is no reason to disturb nobody. */
    void begin(ProcessGroup group) throws IOException {
        for (List<String> way : WAYS) {
            Optional<Path> program = program(way.getFirst());
            if (program.isEmpty() || !yields(program.get(), way, group)) {
                LOG.warnf("a program that builds in the background does not yield by %s", way.getFirst());
            }
        }
    }

    private boolean yields(Path program, List<String> way, ProcessGroup group) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(way.subList(1, way.size()));
        line.add(String.valueOf(group.id()));
        try {
            return commands.run(Command.of(TIMEOUT, line.toArray(String[]::new))) instanceof Exited exited
                    && exited.status() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static Optional<Path> program(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

package io.lamplighter.agent.durable;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Brings to disk what others wrote without doing so. Installers don't, and the JDK has no syncfs(2): coreutils' sync
 * does it, in one call for the tens of thousands of files of a framework.
 */
public final class FileSystemSync {
    private static final String SYNC = "/bin/sync";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final CommandRunner commands;

    public FileSystemSync(CommandRunner commands) {
        this.commands = commands;
    }

    /** Returns when everything written to the file system that holds the path is on disk. */
    public void holding(Path path) throws IOException, InterruptedException {
        CommandResult result = commands.run(Command.of(TIMEOUT, SYNC, "-f", path.toString()));
        if (!(result instanceof Exited exited && exited.status() == 0)) {
            throw new IOException("the file system of " + path + " could not be synced: " + result);
        }
    }
}

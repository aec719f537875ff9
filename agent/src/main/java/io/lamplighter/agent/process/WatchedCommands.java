package io.lamplighter.agent.process;

import java.io.IOException;

/** Runs programs that take long enough to be followed, and to be ended by a later agent. */
public interface WatchedCommands extends CommandRunner {
    /**
     * Runs a command without input; when the caller is interrupted, its whole group is killed.
     *
     * @throws IOException when the program cannot be started
     */
    CommandResult run(Command command, CommandWatch watch) throws IOException, InterruptedException;
}

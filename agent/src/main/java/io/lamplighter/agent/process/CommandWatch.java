package io.lamplighter.agent.process;

import java.io.IOException;

/** Follows a program while it runs. */
public interface CommandWatch {
    /** Watches nothing. */
    CommandWatch NOTHING = new CommandWatch() {};

    /**
     * The program's group exists and does nothing before this returns: here it is written down, so that whoever comes
     * after a crash can end it.
     *
     * @throws IOException when it could not be written down; the program is then not run
     */
    default void started(ProcessGroup group) throws IOException {}

    /** A whole line of output, soon after it was written. */
    default void line(String line) {}
}

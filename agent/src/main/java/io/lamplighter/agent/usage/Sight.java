package io.lamplighter.agent.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One way to see that a process uses a folder. The kernel shows no process of a virtual environment as a user of it by
 * itself: its program is the base Python, and its libraries may all be those of the system.
 */
interface Sight {
    /** All ways; the launchers' lock is among the open files. */
    List<Sight> ALL = List.of(
            new NulSeparated("cmdline", "arguments"),
            new NulSeparated("environ", "variables"),
            new Link("cwd", "working folder"),
            new Link("root", "root folder"),
            new Link("exe", "program"),
            new OpenFiles(),
            new MappedFiles());

    /** What is seen, for people. */
    String what();

    /**
     * The folders whose names a process shows.
     *
     * @param process its folder in {@code /proc}
     * @throws IOException when the process ended, or may not be looked at
     */
    Set<Path> of(Path process, Names names) throws IOException;
}

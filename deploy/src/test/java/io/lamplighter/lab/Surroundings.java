package io.lamplighter.lab;

import java.nio.file.Path;
import java.util.List;

/** As whom, and in which mounts, a program of the lab is started. */
public interface Surroundings {
    /** Those of the test itself. */
    Surroundings OURS = List::of;

    /** What starts a program there, and becomes it in the end; nothing where it is started as it is. */
    List<String> inside();

    /** The name that a folder of ours has there. */
    default Path seen(Path folder) {
        return folder;
    }
}

package io.lamplighter.agent.exposure;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One way to an environment: says what should stand where, and writes nothing. */
interface Way {
    /** Nothing where it is not wanted. */
    List<Exhibit> exhibits(Exposing exposing) throws IOException;

    /** All that may stand there from other days: files and whole folders. */
    List<Path> places(Layout layout, EnvironmentName name);
}

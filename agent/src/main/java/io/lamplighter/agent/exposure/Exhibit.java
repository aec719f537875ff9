package io.lamplighter.agent.exposure;

import io.lamplighter.agent.durable.Access;
import java.nio.file.Path;

/** One thing on disk by which an environment is found. */
sealed interface Exhibit {
    Path path();

    record Text(Path path, String text, Access access) implements Exhibit {}

    /**
     * A link.
     *
     * @param target absolute
     */
    record Link(Path path, Path target) implements Exhibit {}
}

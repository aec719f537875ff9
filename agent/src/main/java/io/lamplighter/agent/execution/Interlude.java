package io.lamplighter.agent.execution;

import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.time.Instant;

/** What else is done on this machine, on the engine's thread and while no run is at work. */
public interface Interlude {
    Interlude NONE = (_, otherwise) -> otherwise;

    /** One after the other. */
    static Interlude of(Interlude first, Interlude second) {
        return (assignment, otherwise) -> second.look(assignment, first.look(assignment, otherwise));
    }

    /** Does what is due; says when to look again, at the latest {@code otherwise}. */
    Instant look(Assignment assignment, Instant otherwise) throws IOException, InterruptedException;
}

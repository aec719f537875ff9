package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import java.io.IOException;
import java.nio.file.Path;

/** Looks whether what was installed fits together. */
@FunctionalInterface
public interface ConsistencyCheck {
    /** Whether every package finds what it wants; the answer is for people. */
    Consistency consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException;

    record Consistency(boolean holds, String detail) {}
}

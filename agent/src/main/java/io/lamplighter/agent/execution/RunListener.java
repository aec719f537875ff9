package io.lamplighter.agent.execution;

import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;

/** Is told of every change of a run, in order, and of generations; a run's final state must not be lost. */
public interface RunListener {
    void changed(RunReport report);

    /** A line that a program of the run wrote, as it wrote it. */
    default void said(RunId run, String line) {}

    /** The generations of the machine as they are now, when they may not be what was told before. */
    default void surveyed(GenerationsReport report) {}
}

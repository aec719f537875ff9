package io.lamplighter.agent.execution;

import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;

/** Is told of every change of a run, in order; what it is told in a final state must not be lost. */
public interface RunListener {
    void changed(RunReport report);

    /** A line that a program of the run wrote, as it wrote it. */
    default void said(RunId run, String line) {}
}

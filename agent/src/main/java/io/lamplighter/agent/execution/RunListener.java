package io.lamplighter.agent.execution;

import io.lamplighter.api.run.RunReport;

/** Is told of every change of a run, in order; what it is told in a final state must not be lost. */
public interface RunListener {
    void changed(RunReport report);
}

package io.lamplighter.agent.execution;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import io.lamplighter.api.name.RunId;

/** Makes ids of runs, which sort by time; the JDK has no UUIDv7. */
final class RunIds {
    private final TimeOrderedEpochFactory factory = new TimeOrderedEpochFactory();

    RunId next() {
        return new RunId(factory.create().toString());
    }
}

package io.lamplighter.agent.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads one aspect of the machine. */
interface Probe<T> {
    /** What the metrics call it. */
    String source();

    T read() throws ProbeException, IOException, InterruptedException;

    /** What the aspect is when it could not be read in time, for a probe to which that says something. */
    default Optional<T> overdue() {
        return Optional.empty();
    }

    /** Which of its own failures a reading is, for a probe that reads failures too. */
    default Optional<String> failure(T reading) {
        return Optional.empty();
    }

    /** The failures that it tells apart by itself. */
    default List<String> failures() {
        return List.of();
    }
}

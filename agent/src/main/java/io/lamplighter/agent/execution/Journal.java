package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was about to be done, written down before it is, so that the next agent knows. */
interface Journal {
    /** Writes down a phase that is about to be entered. */
    void enter(Run run) throws IOException;

    /** Writes down a program that is about to begin. */
    void started(EnvironmentName environment, ProcessGroup group) throws IOException;

    /** The last run of an environment. */
    Optional<Entry> last(EnvironmentName environment) throws IOException;

    /** Environments that have a journal. */
    Set<EnvironmentName> environments() throws IOException;

    /** Forgets an environment that is gone. */
    void forget(EnvironmentName environment) throws IOException;

    /**
     * A run as it was left.
     *
     * @param bootId of the kernel that ran when it was written
     * @param group the last program that was started for it
     */
    record Entry(String bootId, Run run, @Nullable ProcessGroup group) {}
}

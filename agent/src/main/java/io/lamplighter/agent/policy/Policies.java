package io.lamplighter.agent.policy;

import io.lamplighter.agent.failure.FailureException;

/** The policy in force, read when it is asked for: a person may change it at any time. */
public interface Policies {
    /** Lets the agent do what its account may. */
    Policies OPEN = () -> Policy.open("no policy");

    /**
     * Reads it.
     *
     * @throws FailureException when there is one that cannot be understood, or that others could have written
     */
    Policy current() throws FailureException;
}

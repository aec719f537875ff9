package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.FailureException;
import java.io.IOException;

/** Performs the work of one run's phases; each piece may be done twice, and killed at any time. */
interface Performer {
    Event perform(Work work, Run run) throws FailureException, IOException, InterruptedException;
}

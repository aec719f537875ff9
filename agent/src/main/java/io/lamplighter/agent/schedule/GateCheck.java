package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gates;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Looks whether one gate is open. It is asked only where a manifest names the gate. */
interface GateCheck {
    /**
     * What is in the way, in words that stay the same as long as it is the same; empty where nothing is.
     *
     * @throws IOException when it cannot be known
     */
    Optional<String> obstacle(Gates gates, Instant now) throws IOException, InterruptedException;
}

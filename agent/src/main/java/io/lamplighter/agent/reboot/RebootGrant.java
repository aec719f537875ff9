package io.lamplighter.agent.reboot;

import java.time.Instant;

/** What the controller says to a machine that has to boot. */
public sealed interface RebootGrant {
    record Granted() implements RebootGrant {}

    /** Others are away, or the controller is. */
    record Later(String why, Instant askAgain) implements RebootGrant {}
}

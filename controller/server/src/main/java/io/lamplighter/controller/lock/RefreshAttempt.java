package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last refresh of a plan on one machine ended.
 *
 * @param signature of its failure; absent where it did not fail
 */
record RefreshAttempt(
        Platform platform,
        MachineId machine,
        MachineName name,
        RunId run,
        Instant endedAt,
        RunOutcome outcome,
        @Nullable Signature signature) {
    /** Whether it is known what the plan's files are now. */
    boolean succeeded() {
        return outcome == RunOutcome.UNCHANGED || outcome == RunOutcome.ACTIVATED;
    }
}

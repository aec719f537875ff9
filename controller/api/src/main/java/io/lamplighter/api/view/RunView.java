package io.lamplighter.api.view;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list; its report says more.
 *
 * @param at of the last report
 * @param outcome present when the state is final
 * @param failure present when the outcome is a failure; without the program's last lines
 * @param log whether its log is kept
 */
public record RunView(
        RunId run,
        MachineName machine,
        EnvironmentName environment,
        RunState state,
        Instant startedAt,
        Instant at,
        @Nullable RunOutcome outcome,
        @Nullable Failure failure,
        boolean log) {}

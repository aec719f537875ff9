package io.lamplighter.api.view;

import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.schedule.TimeSpan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What will be done for an environment that is to be solved anew.
 *
 * @param machines that have it
 * @param hurriedUntil how long windows and gates do not hold; absent where they do
 */
public record RefreshOrdered(
        EnvironmentName environment,
        Update update,
        TimeSpan cooldown,
        int machines,
        @Nullable Instant hurriedUntil) {}

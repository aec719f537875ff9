package io.lamplighter.api.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Wants a group frozen.
 *
 * @param from now where absent
 * @param reason for people
 */
public record FreezeRequest(
        @Nullable Instant from, Instant until, @Nullable String reason) {}

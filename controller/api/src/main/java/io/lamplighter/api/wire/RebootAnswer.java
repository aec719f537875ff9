package io.lamplighter.api.wire;

import java.time.Instant;

/**
 * Whether a machine may boot now.
 *
 * @param granted if not, others are away
 * @param until it is away for so long at most; or when to ask again
 * @param detail for people
 */
public record RebootAnswer(boolean granted, Instant until, String detail) {}

package io.lamplighter.api.generation;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a rollback.
 *
 * @param to a generation's name or its number; absent for the one that was in use before
 * @param reason for whoever looks at it later
 */
public record RollbackRequest(@Nullable String to, @Nullable String reason) {}

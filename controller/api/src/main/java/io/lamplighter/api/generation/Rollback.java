package io.lamplighter.api.generation;

import io.lamplighter.api.name.GenerationName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an operator wants a machine to use a certain generation, whatever the planner says, until the spec changes or an
 * operator ends it.
 *
 * @param by who wants it
 * @param reason in the operator's words
 */
public record Rollback(
        GenerationName generation, String by, @Nullable String reason, Instant at) {}

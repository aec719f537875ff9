package io.lamplighter.api.generation;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.time.Instant;

/**
 * A generation that an agent removed.
 *
 * @param bytes that became free: what other generations need too is not in it
 */
public record FreedGeneration(EnvironmentName environment, GenerationName generation, long bytes, Instant at) {}

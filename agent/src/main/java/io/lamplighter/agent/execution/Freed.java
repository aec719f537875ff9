package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;

/**
 * A generation that was removed.
 *
 * @param bytes that no other generation needs, and that are free now
 */
record Freed(EnvironmentName environment, GenerationName generation, long bytes) {}

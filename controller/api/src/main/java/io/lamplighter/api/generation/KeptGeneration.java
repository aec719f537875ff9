package io.lamplighter.api.generation;

import io.lamplighter.api.name.GenerationName;
import java.time.Instant;

/**
 * That an operator wants a generation kept.
 *
 * @param until when it becomes one like others
 * @param by who wants it
 */
public record KeptGeneration(GenerationName generation, Instant until, String by) {}

package io.lamplighter.agent.execution;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import java.time.Instant;

/**
 * That a generation came into use.
 *
 * @param run that switched to it
 */
record Activation(GenerationName generation, PlanId plan, RunId run, Instant at, Cause cause) {}

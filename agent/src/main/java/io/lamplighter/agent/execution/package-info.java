/**
 * Runs: what is to be done, the journal, the states, the generations. Public:
 * {@link io.lamplighter.agent.execution.Engine}, {@link io.lamplighter.agent.execution.EngineParts},
 * {@link io.lamplighter.agent.execution.ExecutionConfig}, {@link io.lamplighter.agent.execution.RunListener},
 * {@link io.lamplighter.agent.execution.EnvironmentStatus}, {@link io.lamplighter.agent.execution.Platform},
 * {@link io.lamplighter.agent.execution.Interlude}.
 */
@NullMarked
package io.lamplighter.agent.execution;

import org.jspecify.annotations.NullMarked;

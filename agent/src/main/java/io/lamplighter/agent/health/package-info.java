/**
 * Health checks: what is wrong with a machine's driver and GPUs, judged from what was read. Public:
 * {@link io.lamplighter.agent.health.HealthChecks}, {@link io.lamplighter.agent.health.HealthCheckRow},
 * {@link io.lamplighter.agent.health.Finding}, {@link io.lamplighter.agent.health.Status},
 * {@link io.lamplighter.agent.health.Severity}, {@link io.lamplighter.agent.health.HealthLimits},
 * {@link io.lamplighter.agent.health.TorchBuild}, {@link io.lamplighter.agent.health.Evidence} and
 * {@link io.lamplighter.agent.health.Health}.
 */
@NullMarked
package io.lamplighter.agent.health;

import org.jspecify.annotations.NullMarked;

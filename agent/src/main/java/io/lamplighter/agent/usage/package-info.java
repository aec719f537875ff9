/**
 * Which processes use a generation: a class for each way to see it. Public:
 * {@link io.lamplighter.agent.usage.UsageLook}, {@link io.lamplighter.agent.usage.Usage},
 * {@link io.lamplighter.agent.usage.Use}.
 */
@NullMarked
package io.lamplighter.agent.usage;

import org.jspecify.annotations.NullMarked;

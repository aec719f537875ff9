/**
 * How people find an environment: {@link io.lamplighter.agent.exposure.Way} is one way, and
 * {@link io.lamplighter.agent.exposure.Exposures} performs them all. Public: that,
 * {@link io.lamplighter.agent.exposure.Places} and {@link io.lamplighter.agent.exposure.ExposureConfig}.
 */
@NullMarked
package io.lamplighter.agent.exposure;

import org.jspecify.annotations.NullMarked;

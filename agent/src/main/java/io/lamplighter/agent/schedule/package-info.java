/**
 * When this machine may change something, decided here and without the controller. Public:
 * {@link io.lamplighter.agent.schedule.Permits}, {@link io.lamplighter.agent.schedule.Permission}.
 */
@NullMarked
package io.lamplighter.agent.schedule;

import org.jspecify.annotations.NullMarked;

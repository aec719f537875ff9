/**
 * When this machine may change something, decided here and without the controller. Public:
 * {@link io.lamplighter.agent.schedule.Permits}, {@link io.lamplighter.agent.schedule.Permission},
 * {@link io.lamplighter.agent.schedule.Moment}, {@link io.lamplighter.agent.schedule.ComputePrograms}.
 */
@NullMarked
package io.lamplighter.agent.schedule;

import org.jspecify.annotations.NullMarked;

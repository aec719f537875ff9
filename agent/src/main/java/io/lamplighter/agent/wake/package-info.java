/**
 * Wakes the machine for its windows. Public: {@link io.lamplighter.agent.wake.WakeAlarm},
 * {@link io.lamplighter.agent.wake.WakeConfig}.
 */
@NullMarked
package io.lamplighter.agent.wake;

import org.jspecify.annotations.NullMarked;

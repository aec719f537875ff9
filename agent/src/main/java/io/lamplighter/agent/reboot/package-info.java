/**
 * Boots the machine when it has to be, may be, and nobody uses it. Public: {@link io.lamplighter.agent.reboot.Reboots},
 * {@link io.lamplighter.agent.reboot.RebootClaims} with its answers {@link io.lamplighter.agent.reboot.RebootGrant},
 * {@link io.lamplighter.agent.reboot.RebootConfig}.
 */
@NullMarked
package io.lamplighter.agent.reboot;

import org.jspecify.annotations.NullMarked;

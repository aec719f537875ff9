/**
 * Which machines may boot now: no more of a group at a time than it says. Public:
 * {@link io.lamplighter.controller.reboot.Reboots}.
 */
@NullMarked
package io.lamplighter.controller.reboot;

import org.jspecify.annotations.NullMarked;

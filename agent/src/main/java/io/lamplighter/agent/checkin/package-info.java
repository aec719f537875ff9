/**
 * The agent's side of the wire, and the only one that talks to the controller: identity, loop, client and spools.
 * Public: {@link io.lamplighter.agent.checkin.Spool}, {@link io.lamplighter.agent.checkin.LockSpool},
 * {@link io.lamplighter.agent.checkin.Contact}, {@link io.lamplighter.agent.checkin.AssignmentListener},
 * {@link io.lamplighter.agent.checkin.GenerationsOutbox}, {@link io.lamplighter.agent.checkin.ControllerUrl},
 * {@link io.lamplighter.agent.checkin.OwnId}.
 */
@NullMarked
package io.lamplighter.agent.checkin;

import org.jspecify.annotations.NullMarked;

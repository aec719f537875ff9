/**
 * What each machine should have, and how far it is. Public: {@link io.lamplighter.controller.placement.Reconciler},
 * which is told of changes, {@link io.lamplighter.controller.placement.RemovalProtection},
 * {@link io.lamplighter.controller.placement.AssignmentStore} with the event
 * {@link io.lamplighter.controller.placement.AssignmentChanged}, {@link io.lamplighter.controller.placement.PlanStore},
 * {@link io.lamplighter.controller.placement.PlacementCounts},
 * {@link io.lamplighter.controller.placement.RefreshOrderStore},
 * {@link io.lamplighter.controller.placement.DenialStore} with
 * {@link io.lamplighter.controller.placement.DeniedHolders}, what
 * {@link io.lamplighter.controller.placement.LocksInUse} and {@link io.lamplighter.controller.placement.NewerTorch} say
 * for those that ask what is behind, {@link io.lamplighter.controller.placement.GroupMembers} with
 * {@link io.lamplighter.controller.placement.Grouping}, and {@link io.lamplighter.controller.placement.Foresight},
 * which tells {@link io.lamplighter.controller.placement.Prospect}s.
 *
 * <p>From manifests to an assignment: {@code Wishes} (which environments and sources), {@code Inquiry} (what the
 * planner says), {@code PlanChoice} (which plan, given what is in use), {@code Conditions} and {@code Phases} (how it
 * looks), {@code Assignments} (what the agent is told).
 */
@NullMarked
package io.lamplighter.controller.placement;

import org.jspecify.annotations.NullMarked;

package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineId;

/**
 * Fired once a new assignment is committed.
 *
 * @param change by which it became so: an earlier one is old news
 */
public record AssignmentChanged(MachineId machine, long change, String tag) {}

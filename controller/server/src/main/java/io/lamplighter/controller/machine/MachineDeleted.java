package io.lamplighter.controller.machine;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;

/** Fired once a machine's deletion is committed: its token opens nothing any more. */
public record MachineDeleted(MachineId machine, Sha256 token) {}

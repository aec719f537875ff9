package io.lamplighter.api.wire;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;

/** Who a machine is from now on. */
public record Identity(MachineId id, MachineName name) {}

package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import java.time.Instant;

/** That a machine is the pathfinder of a plan for its platform. */
record Lease(Platform platform, MachineId machine, MachineName name, Instant since, Instant until, long epoch) {}

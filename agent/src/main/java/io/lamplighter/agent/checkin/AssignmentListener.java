package io.lamplighter.agent.checkin;

import io.lamplighter.api.wire.Assignment;

/** Acts on what the machine should have; told of the one in force at start and of each newer one, on disk by then. */
public interface AssignmentListener {
    void assigned(Assignment assignment);
}

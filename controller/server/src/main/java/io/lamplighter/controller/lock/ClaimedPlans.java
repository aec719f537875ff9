package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;

/** What is known of a plan that a machine claims. */
@Singleton
final class ClaimedPlans {
    private final FactsStore facts;
    private final AssignmentStore assignments;

    ClaimedPlans(FactsStore facts, AssignmentStore assignments) {
        this.facts = facts;
        this.assignments = assignments;
    }

    /**
     * The environment as it is assigned.
     *
     * @throws Conflict when the machine should not have the plan
     */
    AssignedEnvironment assigned(Session session, Machine machine, Claim claim) {
        return assignments.read(session, machine.id()).environments().stream()
                .filter(each ->
                        each.name().equals(claim.environment()) && each.plan().equals(claim.plan()))
                .findFirst()
                .orElseThrow(() -> new Conflict(
                        "plan " + claim.plan().abbreviated() + " of " + claim.environment()
                                + " is not what this machine should have",
                        "ask for the assignment in force: GET /agent/v1/assignment"));
    }

    /** What its files are for. */
    Platform platform(Session session, Machine machine, Claim claim) {
        Host host = facts.of(session, machine.id()).host();
        return new Platform(host.os(), host.architecture(), host.glibc(), claim.python());
    }
}

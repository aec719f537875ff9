package io.lamplighter.api.wire;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;

/**
 * How a machine becomes known.
 *
 * @param joinToken made by an operator
 * @param tokenDigest of the token that the agent made for itself and will use from now on; sent as its digest, it never
 *     leaves the machine but as a bearer token, and sending the enrolment twice makes one machine
 */
public record Enrolment(
        MachineName name, String joinToken, Sha256 tokenDigest, String agentVersion, MachineFacts facts) {
    @Override
    public String toString() {
        return "Enrolment[" + name + "]";
    }
}

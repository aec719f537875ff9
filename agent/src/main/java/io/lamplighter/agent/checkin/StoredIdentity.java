package io.lamplighter.agent.checkin;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.wire.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Who this machine is, as its file holds it.
 *
 * @param token made by the agent for itself before it ever enrols; the controller knows its digest only
 * @param identity absent until the controller has answered an enrolment
 */
record StoredIdentity(String token, @Nullable Identity identity) {
    Sha256 tokenDigest() {
        return Sha256.of(token);
    }

    String bearer() {
        return "Bearer " + token;
    }

    StoredIdentity enrolledAs(Identity given) {
        return new StoredIdentity(token, given);
    }

    @Override
    public String toString() {
        return "StoredIdentity[" + identity + "]";
    }
}

package io.lamplighter.controller.checkin;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.access.BearerToken;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.problem.CallerMistake.UnknownToken;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Which machine asks. */
@Singleton
final class Callers {
    private final MachineStore machines;

    Callers(MachineStore machines) {
        this.machines = machines;
    }

    /** @throws UnknownToken when no enrolled machine has the token */
    Machine machine(Session session, Sha256 token) {
        return machines.findByToken(session, token).orElseThrow(Callers::unknown);
    }

    /** @throws UnknownToken when there is none */
    static Sha256 token(@Nullable String bearer) {
        return BearerToken.digest(bearer).orElseThrow(Callers::unknown);
    }

    static UnknownToken unknown() {
        return new UnknownToken(
                "the bearer token is missing or belongs to no enrolled machine",
                "enrol the machine (again) with a join token: lamp token create");
    }
}

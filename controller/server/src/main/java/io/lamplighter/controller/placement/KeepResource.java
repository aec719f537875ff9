package io.lamplighter.controller.placement;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.KeepRequest;
import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.generation.KeepStore;
import io.lamplighter.controller.generation.KeepStore.Kept;
import io.lamplighter.controller.generation.ReportedGenerations;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets a machine keep a generation that would be removed otherwise. */
@Path("api/v1/machines/{machine}/environments/{environment}/generations/{generation}/keep")
final class KeepResource {
    /** Whoever has the operator's token: this version knows no other identities. */
    private static final String OPERATOR = "operator";

    private final Storage storage;
    private final ReportedGenerations reported;
    private final KeepStore keeps;
    private final Reconciler reconciler;
    private final InstantSource clock;

    KeepResource(
            Storage storage,
            ReportedGenerations reported,
            KeepStore keeps,
            Reconciler reconciler,
            InstantSource clock) {
        this.storage = storage;
        this.reported = reported;
        this.keeps = keeps;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    /**
     * Keeps one.
     *
     * @param generation its name or its number
     */
    @PUT
    public KeptGeneration keep(
            MachineName machine, EnvironmentName environment, String generation, @Nullable KeepRequest request) {
        Instant now = clock.instant();
        if (request == null || !request.until().isAfter(now)) {
            throw new Unreadable(
                    request == null ? "until when is not said" : request.until() + " is over",
                    "send {\"until\": \"…\"} with an instant to come");
        }
        return storage.write(transaction -> {
            Machine known = reported.machine(transaction, machine);
            Generation found = reported.of(transaction, known, environment).named(generation);
            KeptGeneration kept = new KeptGeneration(found.name(), request.until(), OPERATOR);
            keeps.forget(transaction, now);
            keeps.put(transaction, new Kept(known.id(), environment, kept));
            reconciler.machineChanged(transaction, known.id());
            return kept;
        });
    }

    /** It becomes one like others. */
    @DELETE
    public void keepNoMore(MachineName machine, EnvironmentName environment, String generation) {
        storage.write(transaction -> {
            Machine known = reported.machine(transaction, machine);
            Generation found = reported.of(transaction, known, environment).named(generation);
            if (!keeps.delete(transaction, known.id(), environment, found.name())) {
                throw new Conflict(
                        "nobody asked %s to keep %s".formatted(machine, found.name()),
                        "lamp history %s %s shows what is kept".formatted(machine, environment));
            }
            reconciler.machineChanged(transaction, known.id());
            return known;
        });
    }
}

package io.lamplighter.controller.generation;

import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.generation.MachineGenerations;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.generation.RollbackStore.Pinned;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What machines have of their environments, and had. */
@Path("api/v1/machines/{machine}")
final class GenerationResource {
    private final Storage storage;
    private final ReportedGenerations reported;
    private final GenerationStore generations;
    private final RollbackStore rollbacks;
    private final KeepStore keeps;

    GenerationResource(
            Storage storage,
            ReportedGenerations reported,
            GenerationStore generations,
            RollbackStore rollbacks,
            KeepStore keeps) {
        this.storage = storage;
        this.reported = reported;
        this.generations = generations;
        this.rollbacks = rollbacks;
        this.keeps = keeps;
    }

    @GET
    @Path("generations")
    public MachineGenerations ofMachine(MachineName machine) {
        return storage.read(session -> generations
                .find(session, reported.machine(session, machine).id())
                .map(told -> new MachineGenerations(machine, told.at(), told.report()))
                .orElseGet(() -> new MachineGenerations(machine, null, null)));
    }

    @GET
    @Path("environments/{environment}/generations")
    public GenerationsView ofEnvironment(MachineName machine, EnvironmentName environment) {
        return storage.read(session -> {
            Machine found = reported.machine(session, machine);
            KnownGenerations known = reported.of(session, found, environment);
            return new GenerationsView(
                    machine,
                    environment,
                    known.reportedAt(),
                    known.unknownProcesses(),
                    known.all(),
                    rollbacks
                            .find(session, found.id(), environment)
                            .map(Pinned::rollback)
                            .orElse(null),
                    keeps.of(session, found.id(), environment));
        });
    }
}

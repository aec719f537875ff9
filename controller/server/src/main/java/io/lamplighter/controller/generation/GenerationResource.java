package io.lamplighter.controller.generation;

import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.generation.MachineGenerations;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.generation.GenerationStore.Told;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** What machines have of their environments, and had. */
@Path("api/v1/machines/{machine}")
final class GenerationResource {
    private final Storage storage;
    private final MachineStore machines;
    private final GenerationStore generations;

    GenerationResource(Storage storage, MachineStore machines, GenerationStore generations) {
        this.storage = storage;
        this.machines = machines;
        this.generations = generations;
    }

    @GET
    @Path("generations")
    public MachineGenerations ofMachine(MachineName machine) {
        return storage.read(session -> generations
                .find(session, find(session, machine).id())
                .map(told -> new MachineGenerations(machine, told.at(), told.report()))
                .orElseGet(() -> new MachineGenerations(machine, null, null)));
    }

    @GET
    @Path("environments/{environment}/generations")
    public GenerationsView ofEnvironment(MachineName machine, EnvironmentName environment) {
        return storage.read(session -> {
            Told told = generations
                    .find(session, find(session, machine).id())
                    .orElseThrow(
                            () -> new NotFound(
                                    machine + " has not told of its generations yet",
                                    "an agent tells once it has looked; one of an earlier version never does: lamp get machines"));
            return told.report().environments().stream()
                    .filter(each -> each.environment().equals(environment))
                    .findFirst()
                    .map(found -> view(machine, told, found))
                    .orElseThrow(() -> new NotFound(
                            "environment with a generation on machine " + machine, environment.value(), names(told)));
        });
    }

    private static GenerationsView view(MachineName machine, Told told, OfEnvironment found) {
        return new GenerationsView(
                machine, found.environment(), told.at(), told.report().unknownProcesses(), found.generations());
    }

    private static List<String> names(Told told) {
        return told.report().environments().stream()
                .map(each -> each.environment().value())
                .toList();
    }

    private Machine find(Session session, MachineName machine) {
        return machines.find(session, machine)
                .orElseThrow(() -> new NotFound("machine", machine.value(), machines.names(session)));
    }
}

package io.lamplighter.controller.generation;

import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.generation.GenerationStore.Told;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.util.List;

/** What machines told of their generations, or what keeps an operator from seeing it. */
@Singleton
public final class ReportedGenerations {
    private final MachineStore machines;
    private final GenerationStore generations;

    ReportedGenerations(MachineStore machines, GenerationStore generations) {
        this.machines = machines;
        this.generations = generations;
    }

    public Machine machine(Session session, MachineName machine) {
        return machines.find(session, machine)
                .orElseThrow(() -> new NotFound("machine", machine.value(), machines.names(session)));
    }

    public KnownGenerations of(Session session, Machine machine, EnvironmentName environment) {
        Told told = generations
                .find(session, machine.id())
                .orElseThrow(() -> new NotFound(
                        machine.name() + " has not told of its generations yet",
                        "an agent tells once it has looked; one of an earlier version never does: lamp get machines"));
        return told.report().environments().stream()
                .filter(each -> each.environment().equals(environment))
                .findFirst()
                .map(found -> new KnownGenerations(
                        machine.name(), environment, told.at(), told.report().unknownProcesses(), found.generations()))
                .orElseThrow(() -> new NotFound(
                        "environment with a generation on machine " + machine.name(),
                        environment.value(),
                        names(told)));
    }

    private static List<String> names(Told told) {
        return told.report().environments().stream()
                .map(OfEnvironment::environment)
                .map(EnvironmentName::value)
                .toList();
    }
}

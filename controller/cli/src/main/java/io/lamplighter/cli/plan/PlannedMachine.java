package io.lamplighter.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.manifest.PythonRequirement;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine that is planned for.
 *
 * @param name for people
 * @param labels those it enrolled with, if it did
 */
record PlannedMachine(
        String name,
        Map<String, String> labels,
        PlanningFacts planning,
        @Nullable MachineFacts whole) {
    PlannedMachine {
        labels = Map.copyOf(labels);
    }

    static PlannedMachine of(MachineFacts facts) {
        return new PlannedMachine(facts.host().hostName(), Map.of(), facts.planning(), facts);
    }

    /** One told by flags, which has the Python that an environment asks for where none is told. */
    static PlannedMachine told(MachineOptions options, Assignable asking) {
        PythonRequirement python = switch (asking) {
            case Environment environment -> environment.spec().python();
            case Toolkit _ -> null;
        };
        return new PlannedMachine("the machine told", Map.of(), options.facts(python), null);
    }

    /** Its facts as an environment or a toolkit counts its GPUs. */
    PlanningFacts facts(Assignable asking) {
        List<String> listed = asking.gpus().listed().stream().map(GpuUuid::text).toList();
        return whole == null || listed.isEmpty() ? planning : whole.planning(listed);
    }

    /** Reads what a controller says of a machine, what an agent prints of its own, or planning facts alone. */
    static PlannedMachine read(Path file) {
        ObjectMapper json = Wire.mapper();
        try {
            JsonNode tree = json.readTree(Files.readString(file));
            if (tree.has("facts")) {
                MachineView view = json.treeToValue(tree, MachineView.class);
                return new PlannedMachine(
                        view.name().value(), view.labels(), view.facts().planning(), view.facts());
            }
            return tree.has("host")
                    ? of(json.treeToValue(tree, MachineFacts.class))
                    : new PlannedMachine(
                            String.valueOf(file.getFileName()),
                            Map.of(),
                            json.treeToValue(tree, PlanningFacts.class),
                            null);
        } catch (JsonProcessingException e) {
            throw LampException.badInput(
                    file + " holds no facts: " + e.getOriginalMessage(),
                    "`lamp get machine NAME -o json` and `lamplighter-agent facts` print some");
        } catch (IOException e) {
            throw LampException.badInput(file + " cannot be read", "name a file of facts as JSON");
        }
    }
}

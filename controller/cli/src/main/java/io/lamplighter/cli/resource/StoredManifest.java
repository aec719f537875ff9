package io.lamplighter.cli.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.view.Stored;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.util.List;
import java.util.stream.Collectors;

/** A manifest that comes back from the controller. */
public final class StoredManifest {
    private StoredManifest() {}

    public static Manifest of(Stored stored, Manifest.Kind kind) {
        try {
            return Wire.mapper().treeToValue(stored.manifest(), kind.type());
        } catch (JsonProcessingException e) {
            throw new LampException(
                    ExitStatus.CONTROLLER,
                    "the controller has a manifest that this version cannot read: " + e.getOriginalMessage(),
                    "use the lamp of the controller's version, or -o json");
        }
    }

    /** As files that can be applied again. */
    static void yaml(Screen screen, Manifest.Kind kind, List<Stored> all) {
        screen.text(all.stream()
                .map(stored -> ManifestReader.write(of(stored, kind)))
                .collect(Collectors.joining("---\n")));
    }

    static List<JsonNode> json(List<Stored> all) {
        return all.stream().map(Stored::manifest).toList();
    }
}

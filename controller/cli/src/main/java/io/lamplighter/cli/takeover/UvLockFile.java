package io.lamplighter.cli.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.lamplighter.api.json.Wire;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@code uv.lock}: every package as it was locked. */
final class UvLockFile {
    private final Imported into;
    private final String file;

    UvLockFile(Imported into, String file) {
        this.into = into;
        this.file = file;
    }

    void read(String text) {
        JsonNode content = content(text);
        if (content.has("requires-python")) {
            into.python(content.path("requires-python").asText());
        }
        for (JsonNode each : content.path("package")) {
            take(each);
        }
    }

    private void take(JsonNode each) {
        JsonNode source = each.path("source");
        String name = each.path("name").asText();
        if (source.has("registry")) {
            into.index(file + ", " + name, source.path("registry").asText());
            into.pip(name + "==" + each.path("version").asText() + marker(each));
        } else if (source.has("virtual") || isProject(source)) {
            into.name(name);
        } else {
            into.leftOut(file + ", " + name, source.toString(), "it comes from no index");
        }
    }

    private static boolean isProject(JsonNode source) {
        return source.path("editable").asText().equals(".")
                || source.path("directory").asText().equals(".");
    }

    /** A package that is locked in several versions says for which machines each is. */
    private static String marker(JsonNode each) {
        List<String> markers = new ArrayList<>();
        each.path("resolution-markers").forEach(marker -> markers.add("(" + marker.asText() + ")"));
        return markers.isEmpty() ? "" : " ; " + String.join(" or ", markers);
    }

    private JsonNode content(String text) {
        try {
            return Wire.mapper().readTree(new TomlFactory().createParser(text));
        } catch (IOException e) {
            throw LampException.badInput(file + " is no TOML: " + e.getMessage(), "name a uv.lock");
        }
    }
}

package io.lamplighter.cli.takeover;

import io.lamplighter.cli.exit.LampException;
import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** An {@code environment.yml} of conda, with its part for pip. */
final class CondaEnvironmentFile {
    private static final Pattern PYTHON = Pattern.compile("python\\s*(?:=|==)?\\s*(3\\.\\d+(?:\\.\\d+)?).*");
    private static final String CHANNELS = "channels";

    private final Imported into;
    private final String file;

    CondaEnvironmentFile(Imported into, String file) {
        this.into = into;
        this.file = file;
    }

    void read(String text) {
        Map<?, ?> content = content(text);
        if (content.get("name") instanceof String name) {
            into.name(name);
        }
        for (Object channel : list(content, CHANNELS)) {
            into.channel(String.valueOf(channel));
        }
        for (Object dependency : list(content, "dependencies")) {
            if (dependency instanceof Map<?, ?> nested) {
                list(nested, "pip").forEach(each -> pip(String.valueOf(each)));
            } else {
                conda(String.valueOf(dependency));
            }
        }
        if (content.get("variables") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> into.variable(String.valueOf(name), String.valueOf(value)));
        }
    }

    private void conda(String spec) {
        Matcher python = PYTHON.matcher(spec);
        if (python.matches()) {
            into.python(python.group(1));
            return;
        }
        if (spec.equals("pip")) {
            return; // it is there wherever a stage needs it
        }
        try {
            MatchSpec.parse(spec);
            into.conda(spec);
        } catch (IllegalArgumentException e) {
            into.leftOut(file, spec, String.valueOf(e.getMessage()));
        }
    }

    private void pip(String requirement) {
        try {
            Requirement.parse(requirement);
            into.pip(requirement);
        } catch (IllegalArgumentException e) {
            into.leftOut(file + ", pip", requirement, String.valueOf(e.getMessage()));
        }
    }

    private Map<?, ?> content(String text) {
        try {
            for (Object document :
                    new Load(LoadSettings.builder().setLabel(file).build()).loadAllFromString(text)) {
                if (!(document instanceof Map<?, ?> content)) {
                    break;
                }
                if (content.containsKey("apiVersion")) {
                    throw LampException.badInput(
                            file + " is a manifest of Lamplighter already", "apply it: lamp apply -f " + file);
                }
                return content;
            }
        } catch (YamlEngineException e) {
            String why = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
            throw LampException.badInput(file + " is no YAML: " + why, "name an environment.yml of conda");
        }
        throw LampException.badInput(
                file + " has no dependencies", "name an environment.yml, as `conda env export` writes it");
    }

    private static List<?> list(Map<?, ?> content, String key) {
        return Objects.requireNonNullElse(content.get(key), List.of()) instanceof List<?> list ? list : List.of();
    }
}

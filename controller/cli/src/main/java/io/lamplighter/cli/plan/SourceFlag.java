package io.lamplighter.cli.plan;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.IndexUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.exit.Nearest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code NAME=URL[,type=pytorch][,builds=cpu+cu126]}. */
final class SourceFlag {
    private static final String TYPE = "type";
    private static final String BUILDS = "builds";
    private static final Map<String, Source.Type> TYPES =
            new TreeMap<>(Map.of("pypi", Source.Type.PYPI, "pytorch", Source.Type.PYTORCH, "conda", Source.Type.CONDA));

    private SourceFlag() {}

    static AvailableSource parse(String text) {
        int end = text.indexOf('=');
        if (end < 1) {
            throw LampException.badInput(
                    "--source takes a name and an address; found \"" + text + "\"",
                    "write NAME=URL, and behind it ,builds=cpu+cu126 where a tree carries only some");
        }
        try {
            String[] parts = text.substring(end + 1).split(",", -1);
            Map<String, String> options = options(parts);
            SourceName name = new SourceName(text.substring(0, end));
            List<BuildName> builds = builds(options.getOrDefault(BUILDS, ""));
            return new AvailableSource(name, type(name, options, builds), new IndexUrl(parts[0]).text(), builds);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput("--source " + text + ": " + e.getMessage(), "correct it");
        }
    }

    private static Map<String, String> options(String[] parts) {
        Map<String, String> options = new TreeMap<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            int end = part.indexOf('=');
            String key = end < 0 ? part : part.substring(0, end);
            if (!List.of(TYPE, BUILDS).contains(key)) {
                throw LampException.badInput(
                        "--source knows no \"" + key + "\"", Nearest.hint(key, List.of(TYPE, BUILDS)));
            }
            options.put(key, end < 0 ? "" : part.substring(end + 1));
        }
        return options;
    }

    private static List<BuildName> builds(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split("\\+", -1)).map(BuildName::new).toList();
    }

    /** As it says, else as the built-in source of that name, else as its address looks. */
    private static Source.Type type(SourceName name, Map<String, String> options, List<BuildName> builds) {
        String said = options.get(TYPE);
        if (said != null) {
            Source.Type type = TYPES.get(said);
            if (type == null) {
                throw LampException.badInput(
                        "there is no type of source \"" + said + "\"", Nearest.hint(said, TYPES.keySet()));
            }
            return type;
        }
        return BuiltInSources.find(name)
                .map(AvailableSource::type)
                .orElse(builds.isEmpty() ? Source.Type.PYPI : Source.Type.PYTORCH);
    }
}

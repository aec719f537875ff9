package io.lamplighter.cli.takeover;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Printable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was read, as manifests: the environment, and a source for each place that is none of the built-in ones. */
final class ImportedManifest {
    private static final Map<String, String> KNOWN_CHANNELS = Map.of(
            "conda-forge", Source.CONDA_FORGE.value(),
            "pytorch", Source.PYTORCH_CHANNEL.value(),
            "nvidia", Source.NVIDIA_CHANNEL.value());
    private static final Set<String> DEFAULTS = Set.of("defaults", "main", "r", "anaconda", "pkgs");
    private static final Set<String> PUBLIC_INDEX = Set.of("pypi.org", "pypi.python.org");

    private final Imported imported;
    private final String name;
    private final String python;
    private final Map<String, String> written = new LinkedHashMap<>();

    private ImportedManifest(Imported imported, String name, String python) {
        this.imported = imported;
        this.name = name;
        this.python = python;
    }

    /**
     * Writes them, so that they can be read back.
     *
     * @param origin what was read, for people
     */
    static String of(String origin, Imported imported, String name, String python) {
        String text = new ImportedManifest(imported, name, python).text(origin);
        try {
            ManifestReader.read("imported.yaml", text);
            return text;
        } catch (ManifestException e) {
            throw new LampException(
                    ExitStatus.BAD_INPUT,
                    e.problems().stream().map(problem -> problem.toString()).toList(),
                    "what " + origin + " says is no environment of Lamplighter",
                    "change it there, and import it again");
        }
    }

    private String text(String origin) {
        List<String> sources = sources();
        StringBuilder text = new StringBuilder("# Taken over from " + Printable.line(origin) + ".\n");
        imported.remarks().forEach(remark -> text.append("# ").append(remark).append(".\n"));
        imported.leftOut()
                .forEach(each ->
                        text.append("# Left out: %s (%s): %s.%n".formatted(each.what(), each.where(), each.why())));
        text.append("""
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: %s}
                spec:
                  python: %s
                """.formatted(name, quoted(python)));
        if (imported.compute() != null) {
            text.append("  compute: ").append(quoted(imported.compute().text())).append('\n');
        }
        text.append("  stages:\n");
        stage(text, "conda", imported.conda());
        stage(text, "pip", imported.pip());
        if (!sources.isEmpty()) {
            text.append("  sources: [").append(String.join(", ", sources)).append("]\n");
        }
        if (!imported.variables().isEmpty()) {
            text.append("  variables:\n");
            imported.variables()
                    .forEach((key, value) -> text.append("    %s: %s%n".formatted(quoted(key), quoted(value))));
        }
        written.forEach((source, yaml) -> text.append("---\n").append(yaml));
        return text.toString();
    }

    private static void stage(StringBuilder text, String installer, List<String> packages) {
        if (!packages.isEmpty()) {
            text.append("  - name: %s%n    installer: %s%n    packages:%n".formatted(installer, installer));
            packages.forEach(each -> text.append("    - ").append(quoted(each)).append('\n'));
        }
    }

    /** Names of sources in their order; none where the built-in ones are what was asked. */
    private List<String> sources() {
        Set<String> named = new LinkedHashSet<>();
        imported.channels().forEach(channel -> named.add(channel(channel)));
        named.remove("");
        boolean ownIndex = false;
        Set<String> ofPip = new LinkedHashSet<>();
        for (String index : imported.indexes()) {
            String host = String.valueOf(URI.create(index).getHost());
            if (PUBLIC_INDEX.contains(host)) {
                ofPip.add(Source.PYPI.value());
            } else {
                ofPip.add(source("pypi", host, index));
                ownIndex = true;
            }
        }
        if (!ownIndex && named.isEmpty()) {
            return List.of();
        }
        if (!imported.pip().isEmpty()) {
            named.add(Source.PYTORCH.value());
            named.addAll(ofPip);
            named.add(Source.PYPI.value());
        }
        return List.copyOf(named);
    }

    private String channel(String channel) {
        String last = channel.replaceAll("/+$", "").replaceAll(".*/", "");
        if (KNOWN_CHANNELS.containsKey(last)) {
            return KNOWN_CHANNELS.getOrDefault(last, "");
        }
        if (DEFAULTS.contains(last) || channel.contains("/pkgs/")) {
            imported.remark("The channel " + last + " of Anaconda is not carried over, for its terms forbid many"
                    + " sites to use it: its packages come from the other channels, or write a Source for it");
            return "";
        }
        String address = channel.contains("://") ? channel : publicChannel(channel);
        return source("conda", last, address);
    }

    /** Beside the one that is known. */
    private static String publicChannel(String channel) {
        String forge = BuiltInSources.find(Source.CONDA_FORGE)
                .orElseThrow()
                .addresses()
                .getFirst();
        return forge.substring(0, forge.lastIndexOf('/') + 1) + channel;
    }

    private String source(String type, String wanted, String url) {
        String source = nameOf(wanted);
        written.put(source, """
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %s}
                spec: {type: %s, url: %s}
                """.formatted(source, type, quoted(url)));
        return source;
    }

    /** A name that manifests may have, as near as can be to a given one. */
    static String nameOf(String wanted) {
        String name =
                wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String shorter = name.substring(0, Math.min(40, name.length())).replaceAll("-+$", "");
        return shorter.isEmpty() ? "imported" : shorter;
    }

    private static String quoted(String text) {
        try {
            return Wire.mapper().writeValueAsString(text); // JSON's strings are YAML's
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

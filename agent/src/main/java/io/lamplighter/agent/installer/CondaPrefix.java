package io.lamplighter.agent.installer;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.conda.MatchSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What conda has installed into a prefix, by its own records. */
record CondaPrefix(Map<String, Installed> packages) {
    private static final String RECORDS = "conda-meta";
    private static final Pattern ARCHIVE = Pattern.compile("(?:\\.conda|\\.tar\\.bz2)$");
    private static final int LONGEST_RECORD = 1 << 26;
    private static final String VIRTUAL = "__";

    CondaPrefix {
        packages = Map.copyOf(packages);
    }

    /** Whether a folder is one. */
    static boolean isAt(Path generation) {
        return Files.isDirectory(generation.resolve(RECORDS));
    }

    /** Whether all these files are linked there. */
    static boolean holds(Path generation, Collection<LockedPackage> packages) {
        return packages.stream()
                .allMatch(each -> Files.exists(generation.resolve(RECORDS).resolve(record(each))));
    }

    private static String record(LockedPackage linked) {
        return ARCHIVE.matcher(ExplicitList.nameInCache(linked.taken())).replaceFirst(".json");
    }

    static CondaPrefix read(Path generation) throws IOException {
        Map<String, Installed> packages = new TreeMap<>();
        try (DirectoryStream<Path> records = Files.newDirectoryStream(generation.resolve(RECORDS), "*.json")) {
            for (Path record : records) {
                Installed installed =
                        Installed.of(Wire.mapper().readTree(DurableFiles.readPlain(record, LONGEST_RECORD)));
                packages.put(installed.name, installed);
            }
        }
        return new CondaPrefix(packages);
    }

    /** Dependencies that are not met, a sentence each. What a machine has is no package. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Installed each : new TreeMap<>(packages).values()) {
            for (String wanted : each.depends) {
                if (!wanted.startsWith(VIRTUAL)) {
                    complain(each, wanted, complaints);
                }
            }
        }
        return complaints;
    }

    private void complain(Installed wanting, String wanted, List<String> complaints) {
        MatchSpec spec;
        try {
            spec = MatchSpec.parse(wanted);
        } catch (IllegalArgumentException e) {
            return; // of a later form: the solver understood it
        }
        Installed found = packages.get(spec.name());
        if (found == null) {
            complaints.add(wanting.name + " " + wanting.version + " wants " + wanted + ", which is not installed");
        } else if (!spec.matches(found.name, CondaVersion.parse(found.version), found.build)) {
            complaints.add(wanting.name + " " + wanting.version + " wants " + wanted + ", and " + found.name + " is "
                    + found.version + " " + found.build);
        }
    }

    /** One package. */
    record Installed(String name, String version, String build, List<String> depends) {
        Installed {
            depends = List.copyOf(depends);
        }

        private static Installed of(JsonNode record) {
            List<String> depends = new ArrayList<>();
            record.path("depends").forEach(spec -> depends.add(spec.asText()));
            return new Installed(
                    record.path("name").asText(),
                    record.path("version").asText(),
                    record.path("build").asText(),
                    depends);
        }
    }
}

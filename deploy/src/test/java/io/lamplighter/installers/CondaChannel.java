package io.lamplighter.installers;

import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A channel in a folder: what it has is listed, and nothing of it exists. */
final class CondaChannel {
    static final List<String> SUBDIRS = List.of("linux-64", "linux-aarch64", "win-64");
    private static final String ANY = "noarch";

    private final Path folder;
    private final Map<String, Map<String, Object>> records = new TreeMap<>();

    CondaChannel(Path folder) {
        this.folder = folder;
    }

    void add(CondaPackage added) {
        add(ANY, added);
    }

    void add(String subdir, CondaPackage added) {
        records.computeIfAbsent(subdir, _ -> new TreeMap<>()).put(added.fileName(), added.record(subdir));
    }

    void addEverywhere(CondaPackage added) {
        SUBDIRS.forEach(subdir -> add(subdir, added));
    }

    /** The address that installers are given. */
    String url() {
        return "file://" + folder;
    }

    void write() throws IOException {
        for (String subdir : Stream.concat(SUBDIRS.stream(), Stream.of(ANY)).toList()) {
            Map<String, Object> index = Map.of(
                    "info",
                    Map.of("subdir", subdir),
                    "packages",
                    Map.of(),
                    "packages.conda",
                    records.getOrDefault(subdir, Map.of()),
                    "repodata_version",
                    1);
            Files.writeString(
                    Files.createDirectories(folder.resolve(subdir)).resolve("repodata.json"), Wire.write(index));
        }
    }
}

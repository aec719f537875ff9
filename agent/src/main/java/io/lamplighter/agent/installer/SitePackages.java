package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a Python finds installed.
 *
 * @param versions by normalized name
 * @param byUv names of those that uv installed
 */
record SitePackages(Map<String, String> versions, Set<String> byUv) {
    private static final Pattern FOLDER =
            Pattern.compile("([^-]+(?:-[^-]+)*?)-(\\d[^-]*)(?:-py3[^-]*)?\\.(?:dist|egg)-info");
    private static final int LONGEST_NAME = 100;

    SitePackages {
        versions = Map.copyOf(versions);
        byUv = Set.copyOf(byUv);
    }

    /** Those of the Pythons in a prefix. */
    static SitePackages of(Path prefix) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        Set<String> byUv = new TreeSet<>();
        try (DirectoryStream<Path> pythons = Files.newDirectoryStream(prefix.resolve("lib"), "python3*")) {
            for (Path python : pythons) {
                collect(python.resolve("site-packages"), versions, byUv);
            }
        }
        return new SitePackages(versions, byUv);
    }

    private static void collect(Path packages, Map<String, String> versions, Set<String> byUv) throws IOException {
        if (!Files.isDirectory(packages)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(packages, "*-info")) {
            for (Path folder : folders) {
                Matcher parts = FOLDER.matcher(String.valueOf(folder.getFileName()));
                if (parts.matches()) {
                    String name = RequirementNames.of(parts.group(1));
                    versions.put(name, parts.group(2));
                    if (isOfUv(folder)) {
                        byUv.add(name);
                    }
                }
            }
        }
    }

    private static boolean isOfUv(Path folder) throws IOException {
        Path installer = folder.resolve("INSTALLER");
        return Files.isRegularFile(installer)
                && new String(DurableFiles.readPlain(installer, LONGEST_NAME), UTF_8)
                        .strip()
                        .equals("uv");
    }

    /** Each as it is, as pip reads constraints. */
    String constraints() {
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(each -> each.getKey() + "==" + each.getValue() + "\n")
                        .collect(Collectors.joining());
    }
}

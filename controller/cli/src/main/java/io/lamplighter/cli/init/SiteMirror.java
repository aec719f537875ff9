package io.lamplighter.cli.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The mirror that this site's pip or uv asks instead of the public index. Agents read no such file, so that every
 * machine builds alike; what a site has written there becomes a manifest instead.
 *
 * @param url as it was found
 * @param place where it was found, for people
 */
record SiteMirror(String url, String place) {
    private static final List<String> VARIABLES = List.of("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL");
    private static final Pattern INDEX_URL = Pattern.compile("(?m)^\\s*index[-_]url\\s*[=:]\\s*(\\S+)\\s*$");

    /**
     * The first that is found: variables, the account's files, the system's.
     *
     * @param root where the system's files are, {@code /} but in tests
     */
    static Optional<SiteMirror> find(Map<String, String> variables, Path home, Path root) {
        return VARIABLES.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> new SiteMirror(variables.getOrDefault(name, "").strip(), name))
                .or(() -> files(variables, home, root)
                        .flatMap(file -> read(file).stream())
                        .findFirst());
    }

    private static Stream<Path> files(Map<String, String> variables, Path home, Path root) {
        String config = variables.getOrDefault("XDG_CONFIG_HOME", "");
        return Stream.concat(
                Stream.ofNullable(variables.get("PIP_CONFIG_FILE")).map(Path::of),
                Stream.of(
                        (config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve("pip/pip.conf"),
                        home.resolve(".pip/pip.conf"),
                        root.resolve("etc/xdg/pip/pip.conf"),
                        root.resolve("etc/pip.conf")));
    }

    private static Optional<SiteMirror> read(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            Matcher line = INDEX_URL.matcher(Files.readString(file));
            return line.find() ? Optional.of(new SiteMirror(line.group(1), file.toString())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a file that is not text configures no mirror
        }
    }
}

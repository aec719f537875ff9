package io.lamplighter.cli.manifest;

import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns what was named into texts: files as they are, directories as the manifests under them, {@code -} as standard
 * input.
 */
final class ManifestPaths {
    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");
    private static final String STANDARD_INPUT = "-";

    private final InputStream input;

    ManifestPaths(InputStream input) {
        this.input = input;
    }

    /** The texts under the names they are spoken of, each file once, in the order given. */
    SequencedMap<String, String> texts(List<String> paths) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        for (String path : paths) {
            try {
                read(path, texts);
            } catch (NoSuchFileException e) {
                throw LampException.badInput("there is no file " + e.getFile(), "-f takes a file, a directory or -");
            } catch (CharacterCodingException e) {
                throw LampException.badInput(path + " is not text in UTF-8", "-f takes manifests in YAML or JSON");
            } catch (IOException e) {
                throw LampException.unreadable(Path.of(path), e, "check its permissions");
            }
        }
        return texts;
    }

    private void read(String path, Map<String, String> texts) throws IOException {
        if (path.equals(STANDARD_INPUT)) {
            texts.put(path, new String(input.readAllBytes(), StandardCharsets.UTF_8));
            return;
        }
        Path file = Path.of(path);
        if (!Files.isDirectory(file)) {
            texts.put(path, Files.readString(file));
            return;
        }
        for (Path found : manifestsUnder(file)) {
            texts.put(found.toString(), Files.readString(found));
        }
    }

    private static List<Path> manifestsUnder(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> isManifest(file.getFileName().toString()))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw LampException.badInput(
                        "there is no *.yaml, *.yml or *.json in " + directory,
                        "`lamp init " + directory + "` writes working manifests");
            }
            return found;
        }
    }

    private static boolean isManifest(String name) {
        return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}

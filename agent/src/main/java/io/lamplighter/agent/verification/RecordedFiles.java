package io.lamplighter.agent.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a generation's packages, compared with what each package's {@code RECORD} says of them. Installers
 * compare what they fetch, and trust their cache afterwards: a file that was altered or emptied there, as a power
 * failure does, is linked into every later environment without a word.
 */
final class RecordedFiles {
    /** A path, perhaps in quotes, and a digest in URL-safe Base64; lines without a digest are those of caches. */
    private static final Pattern LINE =
            Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*)),sha256=([A-Za-z0-9_-]{43})=?,.*");

    private static final int LONGEST = 1 << 26;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int NAMED = 3;

    private final Path generation;
    private int compared;
    private final List<String> damaged = new ArrayList<>();

    private RecordedFiles(Path generation) {
        this.generation = generation;
    }

    /** Reads all of them. */
    static RecordedFiles in(Path generation) throws IOException {
        RecordedFiles files = new RecordedFiles(generation);
        try (DirectoryStream<Path> pythons = Files.newDirectoryStream(generation.resolve("lib"), "python*")) {
            for (Path python : pythons) {
                files.compare(python.resolve("site-packages"));
            }
        }
        return files;
    }

    boolean areWhole() {
        return damaged.isEmpty();
    }

    /** How many files were compared, or the first of those that differ. */
    String summary() {
        if (areWhole()) {
            return compared + " files are as their packages recorded them";
        }
        String more = damaged.size() > NAMED ? " and " + (damaged.size() - NAMED) + " more" : "";
        return "not as their packages recorded them: "
                + String.join(", ", damaged.subList(0, Math.min(NAMED, damaged.size()))) + more;
    }

    private void compare(Path packages) throws IOException {
        if (Files.isDirectory(packages)) {
            try (DirectoryStream<Path> records = Files.newDirectoryStream(packages, "*.dist-info")) {
                for (Path folder : records) {
                    compareAll(packages, folder.resolve("RECORD"));
                }
            }
        }
    }

    private void compareAll(Path packages, Path record) throws IOException {
        if (Files.notExists(record) || Files.size(record) == 0) {
            damaged.add(named(record));
            return;
        }
        for (String line : new String(DurableFiles.readPlain(record, LONGEST), UTF_8)
                .lines()
                .toList()) {
            Matcher entry = LINE.matcher(line);
            if (entry.matches()) {
                String path =
                        entry.group(1) == null ? entry.group(2) : entry.group(1).replace("\"\"", "\"");
                compare(packages.resolve(path).normalize(), entry.group(3));
            }
        }
    }

    private void compare(Path file, String digest) throws IOException {
        compared++;
        try {
            if (!file.startsWith(generation) || !isPlain(file)) {
                damaged.add(named(file) + " (no file of its own)"); // what else may be read by the agent is not asked
            } else if (!digest.equals(digestOf(file))) {
                damaged.add(named(file));
            }
        } catch (NoSuchFileException e) {
            damaged.add(named(file) + " (missing)");
        }
    }

    private static boolean isPlain(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .isRegularFile();
    }

    private static String digestOf(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream content = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private String named(Path file) {
        return file.startsWith(generation) ? generation.relativize(file).toString() : file.toString();
    }
}

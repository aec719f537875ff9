package io.lamplighter.cli.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What somebody else may have put into an environment's folder: a link to what only the reader can read, a pipe without
 * an end, a sea of bytes. Only plain files of a length that is expected are read, in folders that are no links.
 */
final class ForeignFiles {
    /** The longest record of conda, with the names of all files of a package, is a tenth of it. */
    private static final int LONGEST_MIB = 64;

    private static final int MOST = 20_000;

    private ForeignFiles() {}

    /**
     * The text of a file; empty where there is none.
     *
     * @throws IOException for what is no plain file, with its name
     */
    static String text(Path file) throws IOException {
        if (Files.notExists(file, NOFOLLOW_LINKS)) {
            return "";
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        int longest = LONGEST_MIB << 20;
        if (!found.isRegularFile() || found.size() > longest) {
            throw new IOException(
                    file + " is no plain file of at most " + LONGEST_MIB + " MiB, as installers write it");
        }
        try (InputStream content = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            return new String(content.readNBytes(longest), UTF_8);
        }
    }

    /**
     * What is in a folder, sorted; nothing where there is none, or a link.
     *
     * @throws IOException when there is more than any environment has
     */
    static List<Path> in(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            for (Path entry : entries) {
                if (found.size() == MOST) {
                    throw new IOException(folder + " has more than " + MOST + " entries");
                }
                found.add(entry);
            }
        }
        Collections.sort(found);
        return found;
    }

    /** The folders among them; conda has links to some, {@code python3.1} to {@code python3.11}. */
    static List<Path> folders(Path folder, String glob) throws IOException {
        return in(folder, glob).stream()
                .filter(each -> Files.isDirectory(each, NOFOLLOW_LINKS))
                .toList();
    }
}

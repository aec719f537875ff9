package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file as an index lists it. Its name and its metadata are all that a solve reads, where the index tells digests.
 *
 * @param project as it is written in file names, {@code typing_extensions}
 * @param ending of its name: tags of a wheel, {@code cp311-cp311-win_amd64.whl}, or {@code .tar.gz}
 */
record ListedFile(String project, String version, String ending, List<String> requires, Listing listing) {
    /** How an index shows a file. */
    enum Listing {
        /** As any other. */
        OFFERED,
        /** Withdrawn by its makers, and still there. */
        YANKED,
        /** On another host, which nobody named as a source. */
        ELSEWHERE,
        /** As any other, and not to be taken. */
        DECOY
    }

    ListedFile {
        requires = List.copyOf(requires);
    }

    static ListedFile wheel(String project, String version, String tags, String... requires) {
        return new ListedFile(project, version, "-" + tags + ".whl", List.of(requires), Listing.OFFERED);
    }

    static ListedFile source(String project, String version) {
        return new ListedFile(project, version, ".tar.gz", List.of(), Listing.DECOY);
    }

    ListedFile as(Listing other) {
        return new ListedFile(project, version, ending, requires, other);
    }

    /** The name that indexes list it under. */
    String name() {
        return project.replace('_', '-');
    }

    String fileName() {
        return project + "-" + version + ending;
    }

    String metadata() {
        return "Metadata-Version: 2.1\nName: " + name() + "\nVersion: " + version + "\n"
                + requires.stream()
                        .map(requirement -> "Requires-Dist: " + requirement + "\n")
                        .collect(Collectors.joining());
    }

    /** The file, where it is fetched: it differs from every other. */
    byte[] content() {
        String info = project + "-" + version + ".dist-info/";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            write(zip, info + "METADATA", metadata());
            write(zip, info + "WHEEL", "Wheel-Version: 1.0\nGenerator: " + fileName() + "\nRoot-Is-Purelib: false\n");
            write(zip, info + "RECORD", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream zip, String path, String text) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(UTF_8));
    }
}

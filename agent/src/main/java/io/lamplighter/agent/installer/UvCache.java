package io.lamplighter.agent.installer;

import io.lamplighter.agent.durable.FileTrees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What uv keeps of the packages that it fetched, each unpacked in a folder of its own below {@code archive-v0}. What is
 * removed is uv's own doing; here is only decided what.
 */
record UvCache(Path folder) {
    /** Whoever builds writes there: a name that does not look like a package's is none. */
    private static final Pattern DISTRIBUTION = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._]*)-[^-]+\\.dist-info");

    /** @param fetched when the last of its versions was unpacked */
    private record Fetched(String name, long bytes, FileTime fetched) {
        Fetched and(Fetched other) {
            return new Fetched(
                    name, bytes + other.bytes, fetched.compareTo(other.fetched) > 0 ? fetched : other.fetched);
        }
    }

    long bytes() throws IOException {
        return FileTrees.bytes(folder);
    }

    /** The packages without which no more than some bytes are left: those that were fetched longest ago. */
    List<String> beyond(long budget) throws IOException {
        long excess = bytes() - budget;
        List<String> names = new ArrayList<>();
        for (Fetched each : oldestFirst()) {
            if (excess > 0) {
                names.add(each.name);
                excess -= each.bytes;
            }
        }
        return names;
    }

    private List<Fetched> oldestFirst() throws IOException {
        Map<String, Fetched> byName = new HashMap<>();
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "archive-v*")) {
            for (Path archive : archives) {
                collect(archive, byName);
            }
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(Fetched::fetched).thenComparing(Fetched::name))
                .toList();
    }

    private static void collect(Path archive, Map<String, Fetched> byName) throws IOException {
        try (DirectoryStream<Path> packages = Files.newDirectoryStream(archive)) {
            for (Path each : packages) {
                Optional<String> name = name(each);
                if (name.isPresent()) {
                    FileTime time = Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS);
                    byName.merge(name.get(), new Fetched(name.get(), FileTrees.bytes(each), time), Fetched::and);
                }
            }
        }
    }

    private static Optional<String> name(Path unpacked) throws IOException {
        if (!Files.isDirectory(unpacked, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> distributions = Files.newDirectoryStream(unpacked, "*.dist-info")) {
            for (Path distribution : distributions) {
                Matcher name = DISTRIBUTION.matcher(String.valueOf(distribution.getFileName()));
                if (name.matches()) {
                    return Optional.of(name.group(1));
                }
            }
        }
        return Optional.empty();
    }
}

package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.durable.DurableFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a generation with their sizes and times, written down when it was sealed: what was edited, added or
 * removed by hand is found without reading a file. What Python compiles by itself does not count.
 */
final class FileListing {
    private static final String NAME = "files.list";
    private static final Set<String> OURS = Set.of(NAME, "generation.json", "lock.json", ".lock");
    private static final String COMPILED = "__pycache__";
    private static final int NAMED = 3;

    private FileListing() {}

    /** Writes it into a generation, durably. */
    static void write(Path generation) throws IOException {
        StringBuilder text = new StringBuilder();
        walk(generation, generation, entry -> text.append(entry.line()).append('\n'));
        DurableFiles.replace(generation.resolve(NAME), text.toString().getBytes(UTF_8));
    }

    /** What differs; empty when nothing does, and for a generation of an agent that wrote no listing. */
    static Optional<String> changes(Path generation) throws IOException {
        try (BufferedReader listing = Files.newBufferedReader(generation.resolve(NAME))) {
            Differences differences = new Differences(listing);
            walk(generation, generation, differences::seen);
            return differences.told();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private interface Visitor {
        void visit(Entry entry) throws IOException;
    }

    /** In the order of {@link Entry#key}: folders where their names stand among those beside them. */
    private static void walk(Path root, Path folder, Visitor visitor) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.sorted().toList();
        }
        for (Path each : entries) {
            String name = String.valueOf(each.getFileName());
            if (name.equals(COMPILED) || name.indexOf('\n') >= 0 || (folder.equals(root) && OURS.contains(name))) {
                continue;
            }
            BasicFileAttributes attributes = Files.readAttributes(each, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                walk(root, each, visitor);
            } else {
                visitor.visit(new Entry(
                        attributes.size(),
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                        root.relativize(each).toString()));
            }
        }
    }

    /** A file or a link, and when it changed last, in nanoseconds since 1970. */
    private record Entry(long bytes, long changed, String path) {
        static Entry parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Entry(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        String line() {
            return bytes + " " + changed + " " + path;
        }

        /** Orders paths name by name, whatever stands beside a slash in the alphabet. */
        String key() {
            return path.replace('/', '\0');
        }
    }

    /** Walks along the listing while files are seen. */
    private static final class Differences {
        private final BufferedReader listing;
        private final List<String> altered = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> added = new ArrayList<>();
        private @Nullable Entry next;

        Differences(BufferedReader listing) throws IOException {
            this.listing = listing;
            advance();
        }

        void seen(Entry now) throws IOException {
            while (next != null && next.key().compareTo(now.key()) < 0) {
                missing.add(next.path());
                advance();
            }
            if (next == null || !next.path().equals(now.path())) {
                added.add(now.path());
                return;
            }
            if (!next.equals(now)) {
                altered.add(now.path());
            }
            advance();
        }

        Optional<String> told() throws IOException {
            for (; next != null; advance()) {
                missing.add(next.path());
            }
            String told = Stream.of(some("altered", altered), some("missing", missing), some("added", added))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; "));
            return told.isEmpty() ? Optional.empty() : Optional.of("files were changed by hand: " + told);
        }

        private void advance() throws IOException {
            String line = listing.readLine();
            next = line == null ? null : Entry.parse(line);
        }

        private static String some(String what, List<String> paths) {
            if (paths.isEmpty()) {
                return "";
            }
            String named = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
            return what + " " + named + (paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "");
        }
    }
}

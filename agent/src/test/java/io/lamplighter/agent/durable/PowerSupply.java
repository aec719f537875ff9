package io.lamplighter.agent.durable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a directory would hold if the power failed now, noted after each write of {@link DurableFiles} and each sync.
 * What neither brought to disk is there by name and empty, as file systems leave it that write names before contents.
 */
public final class PowerSupply implements AutoCloseable {
    private final Path root;
    private final Path asideFrom;
    private final Predicate<Path> lucky;
    private final Map<Path, Entry> onDisk;
    private final List<Loss> losses = new ArrayList<>();

    private PowerSupply(Path root, Path asideFrom, Predicate<Path> lucky) throws IOException {
        this.root = root;
        this.asideFrom = asideFrom;
        this.lucky = lucky;
        this.onDisk = read();
    }

    /**
     * Watches a directory, whose contents count as being on disk now.
     *
     * @param asideFrom what is in it is neither noted nor restored
     * @param lucky names, from the directory on, of files that reach the disk by chance, without being brought there
     */
    public static PowerSupply watch(Path root, Path asideFrom, Predicate<Path> lucky) throws IOException {
        PowerSupply supply = new PowerSupply(root, asideFrom, lucky);
        DurableFiles.tell(supply::written);
        return supply;
    }

    /** Everything that is there was brought to disk. */
    public synchronized void synced() {
        try {
            onDisk.clear();
            onDisk.putAll(read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note("sync");
    }

    /** In the order of the writes. */
    public synchronized List<Loss> losses() {
        return List.copyOf(losses);
    }

    /** Makes the directory what one loss would have left. */
    public void restore(Loss loss) throws IOException {
        List<Path> present = new ArrayList<>(read().keySet());
        for (Path path : present.reversed()) {
            if (!path.toString().isEmpty()) {
                Files.delete(root.resolve(path));
            }
        }
        for (var each : loss.left.entrySet()) {
            each.getValue().write(root.resolve(each.getKey()));
        }
    }

    @Override
    public void close() {
        DurableFiles.tell(_ -> {});
    }

    private synchronized void written(Path file) {
        Path name = root.relativize(file);
        try {
            onDisk.put(name, Entry.of(file));
        } catch (NoSuchFileException e) {
            onDisk.remove(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note(name.toString());
    }

    private void note(String after) {
        try {
            Map<Path, Entry> left = new TreeMap<>();
            for (var each : read().entrySet()) {
                Entry saved = onDisk.get(each.getKey());
                Entry unsaved = lucky.test(each.getKey())
                        ? each.getValue()
                        : each.getValue().emptied();
                left.put(each.getKey(), saved == null ? unsaved : saved);
            }
            losses.add(new Loss(losses.size() + " after " + after, left));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Path, Entry> read() throws IOException {
        Map<Path, Entry> found = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(asideFrom)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                found.put(root.relativize(folder), Entry.of(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    found.put(root.relativize(file), Entry.of(file));
                } catch (NoSuchFileException e) {
                    found.remove(root.relativize(file)); // it went meanwhile
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /**
     * What a failure of the power would have left.
     *
     * @param name for people: after which write
     */
    public record Loss(String name, Map<Path, Entry> left) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What a name stands for. */
    private sealed interface Entry {
        static Entry of(Path path) throws IOException {
            if (Files.isSymbolicLink(path)) {
                return new Link(Files.readSymbolicLink(path));
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return Files.isDirectory(path)
                    ? new Folder(permissions)
                    : new Contents(Files.readString(path, ISO_8859_1), permissions);
        }

        default Entry emptied() {
            return this instanceof Contents(String _, Set<PosixFilePermission> permissions)
                    ? new Contents("", permissions)
                    : this;
        }

        default void write(Path path) throws IOException {
            switch (this) {
                case Link(Path target) -> Files.createSymbolicLink(path, target);
                case Folder(Set<PosixFilePermission> permissions) -> {
                    Files.createDirectories(path);
                    Files.setPosixFilePermissions(path, permissions);
                }
                case Contents(String bytes, Set<PosixFilePermission> permissions) -> {
                    Files.writeString(path, bytes, ISO_8859_1);
                    Files.setPosixFilePermissions(path, permissions);
                }
            }
        }
    }

    private record Link(Path target) implements Entry {}

    private record Folder(Set<PosixFilePermission> permissions) implements Entry {}

    /** Bytes, a character each. */
    private record Contents(String bytes, Set<PosixFilePermission> permissions) implements Entry {}
}

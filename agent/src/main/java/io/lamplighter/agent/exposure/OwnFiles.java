package io.lamplighter.agent.exposure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is exposed inside of the agent's own directory. */
final class OwnFiles {
    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Layout layout;

    OwnFiles(Layout layout) {
        this.layout = layout;
    }

    /** Writes what is not as it should be; false where it is. */
    boolean make(Exhibit exhibit) throws IOException {
        Path path = exhibit.path();
        if (isThere(exhibit)) {
            return false;
        }
        makeFolder(path.getParent());
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
            keepOnly(path, Set.of()); // somebody put it there; nothing else can stand in its place
        }
        switch (exhibit) {
            case Exhibit.Text text -> DurableFiles.replace(path, text.text().getBytes(UTF_8), text.access());
            case Exhibit.Link link -> DurableFiles.point(path, link.target());
        }
        return true;
    }

    private static boolean isThere(Exhibit exhibit) throws IOException {
        Path path = exhibit.path();
        return switch (exhibit) {
            case Exhibit.Text text ->
                Files.isRegularFile(path, NOFOLLOW_LINKS)
                        && Files.getPosixFilePermissions(path, NOFOLLOW_LINKS)
                                .equals(text.access().permissions())
                        && Arrays.equals(Files.readAllBytes(path), text.text().getBytes(UTF_8));
            case Exhibit.Link link ->
                Files.isSymbolicLink(path) && Files.readSymbolicLink(path).equals(link.target());
        };
    }

    /** Removes what is at a place and below it, but for what is kept, and folders that are empty then. */
    boolean keepOnly(Path place, Set<Path> kept) throws IOException {
        if (Files.notExists(place, NOFOLLOW_LINKS)) {
            return false;
        }
        boolean[] removed = {false};
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!kept.contains(file)) {
                    DurableFiles.remove(file);
                    removed[0] = true;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                if (kept.stream().noneMatch(path -> path.startsWith(folder))) {
                    Files.delete(folder);
                    removed[0] = true;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return removed[0];
    }

    /** Whoever may use the machine may look into it, whatever the agent's umask is. */
    private void makeFolder(@Nullable Path folder) throws IOException {
        if (folder == null || folder.equals(layout.root()) || !folder.startsWith(layout.root())) {
            return;
        }
        makeFolder(folder.getParent());
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            DurableFiles.remove(folder); // a link or a file of somebody's
            Files.createDirectory(folder);
        }
        Files.setPosixFilePermissions(folder, SHARED);
    }
}

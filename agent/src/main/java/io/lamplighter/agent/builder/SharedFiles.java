package io.lamplighter.agent.builder;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * One copy of each file that sealed generations have, under its digest, and hard links to it. The digest is taken here,
 * of what is root's by now; the builder's cache is not linked to, for what it can alter must not be altered in a
 * generation, and the kernel lets no account link to what it cannot write.
 */
record SharedFiles(Path folder) {
    /** When every sealed file was changed last, so that one that somebody edited since is known by its time. */
    static final FileTime SEALED = FileTime.from(Instant.parse("1980-01-02T00:00:00Z"));

    private static final int PRIVATE = 0700;
    private static final int PREFIX = 2;
    private static final int CHUNK_BYTES = 1 << 16;

    /** Lets a sealed file be the one that others have too; one that cannot be stays as it is. */
    void share(Path file, boolean program) throws IOException {
        if (Files.size(file) == 0) {
            return;
        }
        String digest = digest(file);
        Path shelf = folder.resolve(digest.substring(0, PREFIX));
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf);
            Files.setAttribute(folder, "unix:mode", PRIVATE);
        }
        Path one = shelf.resolve(digest + (program ? "-program" : "-data"));
        try {
            if (!isUnaltered(one, Files.size(file))) {
                Files.deleteIfExists(one);
                Files.createLink(one, file);
            } else if (!Files.isSameFile(one, file)) {
                DurableFiles.share(one, file);
            }
        } catch (FileSystemException _) {
            // as many links as the file system allows, or one that has none
        }
    }

    private static boolean isUnaltered(Path one, long bytes) throws IOException {
        return Files.exists(one) && Files.getLastModifiedTime(one).equals(SEALED) && Files.size(one) == bytes;
    }

    /** Removes those that no generation has any more. */
    void trim() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if ((int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return Sha256.finish(digest).hex();
    }
}

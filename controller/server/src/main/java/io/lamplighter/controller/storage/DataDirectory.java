package io.lamplighter.controller.storage;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** The controller's own directory, which no other account can look into and no second controller can use. */
@Singleton
public final class DataDirectory {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
    private static final String KEY = "lamplighter.directory";

    private final Path directory;
    private final FileChannel lockFile;

    @Inject
    DataDirectory(DirectoryConfig config) {
        this(config.directory());
    }

    DataDirectory(Path configured) {
        directory = configured.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWN));
            Files.setPosixFilePermissions(directory, OWN);
            lockFile = lock(directory.resolve("controller.lock"));
            useForNativeLibraries(Files.createDirectories(directory.resolve("native")));
        } catch (IOException e) {
            throw new StartRefused(
                    "The data directory " + directory + " cannot be used: " + reason(e)
                            + ". Make it writable for this account, free some space, or choose another with -D" + KEY
                            + "=DIRECTORY.",
                    e);
        }
    }

    public Path path() {
        return directory;
    }

    @PreDestroy
    void release() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // the other controller lives in this very process: refused like any other
        }
        channel.close();
        throw new StartRefused("Another controller uses the data directory " + file.getParent()
                + ". Stop it first, or give this one another with -D" + KEY + "=DIRECTORY.");
    }

    /**
     * The driver unpacks its library at each start and leaves it behind when it is killed; a shared temporary directory
     * may forbid running it.
     */
    private static void useForNativeLibraries(Path libraries) throws IOException {
        try (Stream<Path> leftovers = Files.list(libraries)) {
            for (Path leftover : leftovers.toList()) {
                Files.deleteIfExists(leftover);
            }
        }
        System.setProperty("org.sqlite.tmpdir", libraries.toString());
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this account may not write there";
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there and cannot be made";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return reason == null ? "it is no directory, or " + e.getMessage() + " is in the way" : reason;
    }
}

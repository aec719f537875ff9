package io.lamplighter.agent.toolkit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes one archive into a prefix, without the folder around everything that it may have. Nothing gets out of the
 * prefix, whatever its entries are called and lead to, and nothing in it is replaced: two archives that hold the same
 * name were not made for one prefix. Only what is notices for people, which every component has, may be there already.
 */
final class Unpacking {
    /** More than any toolkit has: 12.9 unpacks to 11 GiB of some 20,000 files. */
    private static final long MOST_BYTES = 64L << 30;

    private static final long MOST_ENTRIES = 500_000;

    private static final Set<String> NOTICES = Set.of("LICENSE", "README", "EULA.txt", "NVIDIA_SLA_cuDNN_Support.txt");
    private static final String LIB = "lib";
    private static final String LIB64 = "lib64";
    private static final int ANY_EXECUTE = 0111;
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");

    private final Path prefix;
    private final String name;
    private long bytes;
    private long entries;

    /** @param name of the archive, for people */
    Unpacking(Path prefix, String name) {
        this.prefix = prefix;
        this.name = name;
    }

    void unpack(Path archive) throws FailureException, IOException {
        int around = hasFolderAround(archive) ? 1 : 0;
        List<Link> links = new ArrayList<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(entry, around);
                if (path != null) {
                    take(tar, entry, path, around, links);
                }
            }
        }
        for (Link link : links) { // last, so that nothing of the archive is written by way of one
            make(link);
        }
        for (Link link : links) {
            requireInside(link);
        }
        if (Files.isDirectory(prefix.resolve(LIB), NOFOLLOW_LINKS)
                && Files.notExists(prefix.resolve(LIB64), NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(prefix.resolve(LIB64), Path.of(LIB)); // where compilers are told to look
        }
    }

    /** A link of an archive, to be made when all files are there. */
    private record Link(Path path, Path target, boolean hard) {}

    private boolean hasFolderAround(Path archive) throws FailureException, IOException {
        Set<String> first = new HashSet<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = normal(entry);
                if (path == null) {
                    continue;
                }
                first.add(path.getName(0).toString());
                if (first.size() > 1 || (path.getNameCount() == 1 && !entry.isDirectory())) {
                    return false;
                }
            }
        }
        return !first.isEmpty() && !isPartOfAPrefix(first.iterator().next());
    }

    private static boolean isPartOfAPrefix(String folder) {
        return Set.of("bin", "include", LIB, LIB64, "targets", "nvvm").contains(folder);
    }

    private TarArchiveInputStream open(Path archive) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        try {
            CompressorInputStream content = name.endsWith(".xz")
                    ? XZCompressorInputStream.builder()
                            .setInputStream(file)
                            .setDecompressConcatenated(true)
                            .get()
                    : GzipCompressorInputStream.builder()
                            .setInputStream(file)
                            .setDecompressConcatenated(true)
                            .get();
            return new TarArchiveInputStream(content, "UTF-8");
        } catch (IOException e) {
            file.close();
            throw new IOException("The archive " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Below the prefix; null for the folder around everything. */
    private @Nullable Path inside(TarArchiveEntry entry, int around) throws FailureException {
        entries++;
        if (entries > MOST_ENTRIES) {
            throw refused("it has more than " + MOST_ENTRIES + " entries");
        }
        Path path = normal(entry);
        return path == null || path.getNameCount() <= around ? null : path.subpath(around, path.getNameCount());
    }

    /** Without what means nothing; null for the root. */
    private @Nullable Path normal(TarArchiveEntry entry) throws FailureException {
        Path path = path(entry.getName());
        if (path.isAbsolute()) {
            throw refused("it has an entry outside of it: " + entry.getName());
        }
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw refused("it has an entry outside of it: " + entry.getName());
            }
        }
        Path normal = path.normalize();
        return normal.toString().isEmpty() ? null : normal;
    }

    private Path path(String text) throws FailureException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused("it has an entry that is no path: " + e.getReason());
        }
    }

    private void take(TarArchiveInputStream tar, TarArchiveEntry entry, Path path, int around, List<Link> links)
            throws FailureException, IOException {
        Path place = place(path);
        if (entry.isDirectory()) {
            folder(place, entry.getName());
        } else if (entry.isSymbolicLink()) {
            links.add(new Link(place, target(path, path(entry.getLinkName()), entry.getName()), false));
        } else if (entry.isLink()) {
            Path to = path(entry.getLinkName()).normalize();
            links.add(new Link(
                    place, place(to.subpath(Math.min(around, to.getNameCount() - 1), to.getNameCount())), true));
        } else if (entry.isFile()) {
            folder(parent(place), entry.getName());
            write(tar, entry, place);
        } else {
            throw refused("it has a device or a pipe: " + entry.getName());
        }
    }

    /** What is in {@code lib} belongs where the prefix has its libraries, whichever of two names that has. */
    private Path place(Path path) throws FailureException {
        String first = path.getName(0).toString();
        String other = first.equals(LIB) ? LIB64 : first.equals(LIB64) ? LIB : first;
        boolean goesThere = !other.equals(first)
                && Files.notExists(prefix.resolve(first), NOFOLLOW_LINKS)
                && Files.isDirectory(prefix.resolve(other));
        Path place = prefix.resolve(
                !goesThere || path.getNameCount() == 1
                        ? path
                        : Path.of(other).resolve(path.subpath(1, path.getNameCount())));
        if (!place.normalize().startsWith(prefix)) {
            throw refused("it has an entry outside of it: " + path);
        }
        return place;
    }

    /** By way of links that the prefix has already, like {@code lib64}, but never out of it. */
    private void folder(Path folder, String entry) throws FailureException, IOException {
        Path there = folder;
        while (Files.notExists(there, NOFOLLOW_LINKS)) {
            there = parent(there);
        }
        if (!there.toRealPath().startsWith(prefix.toRealPath())) {
            throw refused("it has an entry outside of it: " + entry);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("no folder holds " + path);
        }
        return parent;
    }

    private void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path place)
            throws FailureException, IOException {
        bytes += entry.getSize();
        if (bytes > MOST_BYTES) {
            throw refused("it unpacks to more than " + (MOST_BYTES >> 30) + " GiB");
        }
        if (Files.exists(place, NOFOLLOW_LINKS)) {
            if (NOTICES.contains(prefix.relativize(place).toString())) {
                return;
            }
            throw refused("it has " + prefix.relativize(place) + ", which is there already");
        }
        Files.copy(tar, place);
        Files.setPosixFilePermissions(place, (entry.getMode() & ANY_EXECUTE) == 0 ? DATA : PROGRAM);
    }

    private Path target(Path link, Path target, String entry) throws FailureException {
        Path folder = link.getParent() == null ? Path.of("") : link.getParent();
        if (target.isAbsolute() || folder.resolve(target).normalize().startsWith("..")) {
            throw refused("it has a link out of it: " + entry + " -> " + target);
        }
        return target;
    }

    private void make(Link link) throws FailureException, IOException {
        folder(parent(link.path()), link.path().toString());
        if (Files.exists(link.path(), NOFOLLOW_LINKS)) {
            throw refused("it has " + prefix.relativize(link.path()) + ", which is there already");
        }
        if (!link.hard()) {
            Files.createSymbolicLink(link.path(), link.target());
        } else if (Files.isRegularFile(link.target(), NOFOLLOW_LINKS)
                && link.target().toRealPath().startsWith(prefix.toRealPath())) {
            Files.createLink(link.path(), link.target());
        } else {
            throw refused("it has a link to nothing in it: " + prefix.relativize(link.path()));
        }
    }

    /** What looks as if it stayed inside may lead out by way of another link. */
    private void requireInside(Link link) throws FailureException, IOException {
        try {
            if (link.path().toRealPath().startsWith(prefix.toRealPath())) {
                return;
            }
        } catch (FileSystemException e) {
            throw refused("it has a link to nothing in it: " + prefix.relativize(link.path()));
        }
        Files.delete(link.path());
        throw refused("it has a link out of it: " + prefix.relativize(link.path()));
    }

    private FailureException refused(String why) {
        return new FailureException(Catalogue.named("ARCHIVE_REFUSED", name).adding(why + "."), "");
    }
}

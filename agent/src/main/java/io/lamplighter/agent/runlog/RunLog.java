package io.lamplighter.agent.runlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run's log: a folder of parts, each named by the number of its first line. The first part and the last two stay,
 * each a third of what the whole may be; so a killed agent loses nothing, and what was dropped can be counted.
 */
final class RunLog {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String PART = "%010d.part";
    private static final int DIGITS = 10;
    private static final int PARTS = 3;

    private final Path folder;
    private final long partBytes;
    private long lines;
    private long bytes;
    private Path part;

    private RunLog(Path folder, long partBytes, Path part, long lines, long bytes) {
        this.folder = folder;
        this.partBytes = partBytes;
        this.part = part;
        this.lines = lines;
        this.bytes = bytes;
    }

    /**
     * Goes on with what there is, or begins.
     *
     * @param limit in bytes, of the whole
     */
    static RunLog open(Path folder, long limit) throws IOException {
        Files.createDirectories(folder, OWNER_ONLY);
        List<Path> parts = parts(folder);
        Path last = parts.isEmpty() ? folder.resolve(PART.formatted(1)) : parts.getLast();
        String written = Files.exists(last) ? Files.readString(last, UTF_8) : "";
        long before = firstLine(last) - 1;
        return new RunLog(
                folder, limit / PARTS, last, before + written.lines().count(), written.getBytes(UTF_8).length);
    }

    /** @param line clean, without its end */
    void add(String line) throws IOException {
        byte[] text = (line + "\n").getBytes(UTF_8);
        if (bytes > 0 && bytes + text.length > partBytes) {
            part = folder.resolve(PART.formatted(lines + 1));
            bytes = 0;
            List<Path> parts = parts(folder);
            for (Path old : parts.subList(Math.min(1, parts.size()), Math.max(1, parts.size() - 1))) {
                Files.delete(old);
            }
        }
        try (FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OWNERS_FILE)) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                bytes += channel.write(rest);
            }
        }
        lines++;
    }

    /** The whole, and in place of what was dropped how much it was. */
    static String text(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        long next = 1;
        for (Path part : parts(folder)) {
            long first = firstLine(part);
            if (first > next) {
                text.append("… ").append(first - next).append(" lines are not kept …\n");
            }
            String content = Files.readString(part, UTF_8);
            text.append(content);
            next = first + content.lines().count();
        }
        return text.toString();
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".part"))
                    .sorted()
                    .toList());
        }
    }

    private static long firstLine(Path part) {
        return Long.parseLong(part.getFileName().toString().substring(0, DIGITS));
    }
}

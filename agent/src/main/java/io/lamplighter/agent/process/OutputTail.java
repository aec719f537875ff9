package io.lamplighter.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Reads a program's output while it grows: whole lines at once, the end of it afterwards. */
final class OutputTail {
    /** What is kept of an output; a program that says more is cut at its beginning. */
    private static final int KEPT_BYTES = 4 << 20;

    private final Path file;
    private final CommandWatch watch;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    OutputTail(Path file, CommandWatch watch) {
        this.file = file;
        this.watch = watch;
    }

    /** Tells the lines that were finished since the last call. */
    void tell() throws IOException {
        for (byte next : read(position)) {
            position++;
            if (next == '\n') {
                watch.line(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    String all() throws IOException {
        return new String(read(0), UTF_8);
    }

    private byte[] read(long from) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long length = content.length();
            long start = Math.max(from, length - KEPT_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, length - start)];
            content.seek(start);
            content.readFully(bytes);
            return bytes;
        }
    }
}

package io.lamplighter.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Reads a program's output while it grows: whole lines at once, the end of it afterwards. It keeps the file open, which
 * may lose its name meanwhile.
 */
final class OutputTail implements AutoCloseable {
    /** What is kept of an output; a program that says more is cut at its beginning. */
    private static final int KEPT_BYTES = 4 << 20;

    private final FileChannel content;
    private final CommandWatch watch;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    OutputTail(Path file, CommandWatch watch) throws IOException {
        this.content = FileChannel.open(file, READ);
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
        long length = content.size();
        long start = Math.max(from, length - KEPT_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, length - start));
        long at = start;
        while (bytes.hasRemaining()) {
            int read = content.read(bytes, at);
            if (read < 0) {
                throw new EOFException("an output became shorter while it was read");
            }
            at += read;
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}

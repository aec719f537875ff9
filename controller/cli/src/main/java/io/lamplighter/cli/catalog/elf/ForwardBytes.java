package io.lamplighter.cli.catalog.elf;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads pieces of a stream in the order in which they stand; what lies between is passed over, never kept. */
final class ForwardBytes implements Closeable {
    private final InputStream stream;
    private final byte[] passedOver = new byte[1 << 16];
    private long position;

    ForwardBytes(InputStream stream) {
        this.stream = stream;
    }

    /** The next bytes, fewer at the end, counted from the little end. */
    ByteBuffer next(int count) throws IOException {
        byte[] bytes = stream.readNBytes(count);
        position += bytes.length;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes at an offset, counted from the little end. */
    ByteBuffer take(long offset, int count) throws IOException {
        passTo(offset);
        ByteBuffer bytes = next(count);
        if (bytes.limit() < count) {
            throw new Malformed("it breaks off");
        }
        return bytes;
    }

    /** The text at an offset, up to its end mark. */
    String text(long offset, int limit) throws IOException {
        passTo(offset);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = stream.read(); next != 0; next = stream.read()) {
            position++;
            if (next < 0 || text.size() == limit) {
                throw new Malformed(next < 0 ? "it breaks off" : "a name in it does not end");
            }
            text.write(next);
        }
        position++;
        return text.toString(StandardCharsets.US_ASCII);
    }

    private void passTo(long offset) throws IOException {
        if (offset < position) {
            throw new Malformed("its parts overlap");
        }
        while (position < offset) {
            int read = stream.read(passedOver, 0, (int) Math.min(passedOver.length, offset - position));
            if (read < 0) {
                throw new Malformed("it breaks off");
            }
            position += read;
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}

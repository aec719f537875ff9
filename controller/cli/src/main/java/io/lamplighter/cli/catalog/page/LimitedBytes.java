package io.lamplighter.cli.catalog.page;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with an error where it is longer than it can be; unpacking makes much out of little. */
final class LimitedBytes extends FilterInputStream {
    private final long limitBytes;
    private long left;

    LimitedBytes(InputStream stream, long limitBytes) {
        super(stream);
        this.limitBytes = limitBytes;
        this.left = limitBytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(long read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new TooLong(limitBytes);
        }
    }
}

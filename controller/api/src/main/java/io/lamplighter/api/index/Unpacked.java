package io.lamplighter.api.index;

import io.airlift.compress.v3.MalformedInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What was packed by zstd; packing that is broken is an end like any other. */
final class Unpacked extends FilterInputStream {
    Unpacked(InputStream unpacking) {
        super(unpacking);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (MalformedInputException e) {
            throw broken(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (MalformedInputException e) {
            throw broken(e);
        }
    }

    private static IOException broken(MalformedInputException cause) {
        return new IOException("it is not packed by zstd, or badly", cause);
    }
}

package io.lamplighter.api.index;

import io.airlift.compress.v3.MalformedInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What was packed; packing that is broken is an end like any other. */
final class Unpacked extends FilterInputStream {
    private final String by;

    /** @param by what, for people */
    Unpacked(InputStream unpacking, String by) {
        super(unpacking);
        this.by = by;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (MalformedInputException | IndexOutOfBoundsException e) {
            throw broken(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (MalformedInputException | IndexOutOfBoundsException e) {
            throw broken(e);
        }
    }

    private IOException broken(RuntimeException cause) {
        return new IOException("it is not packed by " + by + ", or badly", cause);
    }
}

package io.lamplighter.cli.catalog.elf;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read again from their beginning, like an entry of an archive. */
@FunctionalInterface
public interface Content {
    InputStream open() throws IOException;
}

package io.lamplighter.cli.catalog.elf;

import java.io.IOException;

/** Bytes that are not what they begin as. */
final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
        super(why);
    }
}

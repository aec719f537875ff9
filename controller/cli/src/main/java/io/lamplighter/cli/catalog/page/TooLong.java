package io.lamplighter.cli.catalog.page;

import java.io.IOException;

/** More bytes than a page of its kind can have. */
final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    TooLong(long limitBytes) {
        super("it is longer than " + (limitBytes >> 20) + " MiB, which no such page is");
    }
}

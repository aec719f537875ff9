package io.lamplighter.cli.catalog.elf;

import java.nio.ByteBuffer;

/**
 * A section header of ELF-64, as the System V ABI lays it out.
 *
 * @param name where its name stands in the section of names
 * @param link the section that its own numbers point into
 * @param info how many entries it has
 */
record Section(int name, int type, long offset, long size, int link, int info) {
    static final int BYTES = 64;

    private static final int NO_BITS = 8;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;

    static Section read(ByteBuffer table, int index) {
        int start = index * BYTES;
        return new Section(
                table.getInt(start),
                table.getInt(start + 4),
                table.getLong(start + 24),
                table.getLong(start + 32),
                table.getInt(start + 40),
                table.getInt(start + 44));
    }

    boolean holdsVersionsNeeded() {
        return type == VERSIONS_NEEDED;
    }

    boolean standsInTheFile() {
        return type != NO_BITS;
    }
}

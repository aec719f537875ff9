package io.lamplighter.cli.catalog.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A needed version, its names not yet looked up: {@code Elf64_Verneed} with one of its {@code Elf64_Vernaux}.
 *
 * @param library where its name stands among the strings
 * @param version where its name stands among the strings
 */
record NeedEntry(long library, long version, boolean weak) {
    private static final int WEAK = 2;
    private static final int BYTES = 16;

    /**
     * Goes along the chain of libraries and, for each, along that of its versions.
     *
     * @param libraries how many there are
     */
    static List<NeedEntry> read(ByteBuffer section, int libraries) throws Malformed {
        List<NeedEntry> entries = new ArrayList<>();
        int library = 0;
        for (int i = 0; i < libraries; i++) {
            requireLink(section, library, i);
            int versions = Short.toUnsignedInt(section.getShort(library + 2));
            long name = Integer.toUnsignedLong(section.getInt(library + 4));
            int version = library + section.getInt(library + 8);
            for (int j = 0; j < versions; j++) {
                requireLink(section, version, entries.size());
                boolean weak = (section.getShort(version + 4) & WEAK) != 0;
                entries.add(new NeedEntry(name, Integer.toUnsignedLong(section.getInt(version + 8)), weak));
                version += section.getInt(version + 12);
            }
            library += section.getInt(library + 12);
        }
        return entries;
    }

    /** A chain that leads back into itself would have more links than its section has room for. */
    private static void requireLink(ByteBuffer section, int offset, int before) throws Malformed {
        if (offset < 0 || offset > section.limit() - BYTES || before >= section.limit() / BYTES) {
            throw new Malformed("its needed versions point out of their section");
        }
    }
}

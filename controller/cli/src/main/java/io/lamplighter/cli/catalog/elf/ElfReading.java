package io.lamplighter.cli.catalog.elf;

/** What came of looking at a file. */
public sealed interface ElfReading {
    /** An object for a machine with 64 bits that counts from the little end, as every machine here does. */
    record Read(ElfObject object) implements ElfReading {}

    record NotElf() implements ElfReading {}

    /** It begins like an object, and is damaged, of another kind of machine, or without a section table. */
    record NotReadable(String why) implements ElfReading {}
}

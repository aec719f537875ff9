package io.lamplighter.cli.catalog.elf;

/**
 * A version that an object needs of a library.
 *
 * @param library {@code libc.so.6}
 * @param version {@code GLIBC_2.28}
 * @param weak the loader starts the object without it too
 */
public record VersionNeed(String library, String version, boolean weak) {}

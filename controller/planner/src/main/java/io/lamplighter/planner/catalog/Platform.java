package io.lamplighter.planner.catalog;

/**
 * What a file's platform tag promises.
 *
 * @param glibc the oldest that it runs on
 * @param exact false where the code is known to need a newer one than the tag says
 */
public record Platform(String tag, DottedVersion glibc, boolean exact, String source) {}

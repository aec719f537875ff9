package io.lamplighter.planner.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a file's platform tag promises.
 *
 * @param glibc the oldest that it runs on; absent where the platform has none
 * @param exact false where the code is known to need a newer one than the tag says
 */
public record FileTag(String tag, @Nullable DottedVersion glibc, boolean exact, String source) {}

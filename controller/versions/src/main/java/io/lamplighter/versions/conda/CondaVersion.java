package io.lamplighter.versions.conda;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version as conda reads and orders it (CEP 33): {@code 1.0} equals {@code 1.0.0} and {@code 1.0+0}, {@code 1.0rc1}
 * comes before {@code 1.0} and {@code 1.0.post1} after it, {@code 1.0dev} before both.
 */
public final class CondaVersion implements Comparable<CondaVersion> {
    private static final Comparator<CondaVersion> ORDER = Comparator.<CondaVersion, Segments>comparing(
                    version -> version.segments)
            .thenComparing(version -> version.local);

    private final String text;
    private final Segments segments;
    private final Segments local;

    CondaVersion(String text, Segments segments, Segments local) {
        this.text = text;
        this.segments = segments;
        this.local = local;
    }

    /**
     * Reads a version. Letter case does not count, and a dash is an underscore where there is none beside it.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static CondaVersion parse(String text) {
        return new CondaVersionParser(text).parse();
    }

    /** As conda spells it: lower case, underscores for dashes. Zeros stay as they were written. */
    public String normalized() {
        return CondaVersionParser.normalized(text);
    }

    @Override
    public int compareTo(CondaVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CondaVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * segments.comparisonHash() + local.comparisonHash();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * What stands before a wildcard: {@code 1.0} of {@code 1.0.*}, which is another beginning than that of
     * {@code 1.0.0.*}, though the versions are equal.
     */
    record Prefix(CondaVersion version) {
        boolean isOf(CondaVersion whole) {
            return version.local.isEmpty()
                    ? version.segments.begin(whole.segments)
                    : version.segments.compareTo(whole.segments) == 0 && version.local.begin(whole.local);
        }

        /** What {@code ~=} leaves free: {@code 1} of {@code 1.4}. Null where there is but one number. */
        static @Nullable Prefix above(CondaVersion version) {
            String normalized = version.normalized();
            int end = Math.max(normalized.lastIndexOf('.'), normalized.lastIndexOf('_', normalized.length() - 2));
            return end < 1 ? null : new Prefix(parse(normalized.substring(0, end)));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Prefix(CondaVersion prefix)
                    && version.segments.equals(prefix.segments)
                    && version.local.equals(prefix.local);
        }

        @Override
        public int hashCode() {
            return Objects.hash(version.segments, version.local);
        }

        /** As it stands before the wildcard. */
        @Override
        public String toString() {
            return version.normalized();
        }
    }
}

package io.lamplighter.versions.pep440;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One comparison with a version, by the rules of PEP 440, section "Version specifiers". */
sealed interface Specifier {
    /** Whether the comparison holds; whether a pre-release is wanted at all is decided by {@link Specifiers}. */
    boolean allows(Pep440Version version);

    /** Whether it asks for pre-releases by naming one. */
    boolean namesPreRelease();

    String text();

    /** {@code ===1.0}: the same spelling, letter case aside; the text need not be a version. */
    record Spelled(String spelling) implements Specifier {
        public Spelled {
            spelling = spelling.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean allows(Pep440Version version) {
            return version.toString().equalsIgnoreCase(spelling);
        }

        @Override
        public boolean namesPreRelease() {
            try {
                return Pep440Version.parse(spelling).isPreRelease();
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        @Override
        public String text() {
            return Comparison.SPELLED.sign() + spelling;
        }
    }

    /** {@code ==2.10.*}. */
    record InSeries(Series series) implements Specifier {
        @Override
        public boolean allows(Pep440Version version) {
            return series.contains(version);
        }

        @Override
        public boolean namesPreRelease() {
            return false;
        }

        @Override
        public String text() {
            return Comparison.EQUAL.sign() + series.text() + ".*";
        }
    }

    /** {@code !=2.10.*}. */
    record NotInSeries(Series series) implements Specifier {
        @Override
        public boolean allows(Pep440Version version) {
            return !series.contains(version);
        }

        @Override
        public boolean namesPreRelease() {
            return false;
        }

        @Override
        public String text() {
            return Comparison.NOT_EQUAL.sign() + series.text() + ".*";
        }
    }

    /** A comparison with one version. */
    record Compared(Comparison comparison, Pep440Version bound) implements Specifier {
        @Override
        public boolean allows(Pep440Version version) {
            return switch (comparison) {
                case SPELLED -> version.toString().equalsIgnoreCase(bound.toString());
                case EQUAL -> isEqualTo(version);
                case NOT_EQUAL -> !isEqualTo(version);
                case COMPATIBLE ->
                    version.withoutLocal().compareTo(bound) >= 0
                            && bound.seriesAbove().contains(version);
                case AT_MOST -> version.withoutLocal().compareTo(bound) <= 0;
                case AT_LEAST -> version.withoutLocal().compareTo(bound) >= 0;
                case BELOW -> version.compareTo(bound) < 0 && !isPreReleaseOfBound(version);
                case ABOVE -> version.withoutLocal().compareTo(bound) > 0 && !version.isPostReleaseOf(bound);
            };
        }

        /** A local version is compared only where the specifier names one. */
        private boolean isEqualTo(Pep440Version version) {
            return (bound.local().isPresent() ? version : version.withoutLocal()).equals(bound);
        }

        /** {@code <1.0} does not mean {@code 1.0rc1}. */
        private boolean isPreReleaseOfBound(Pep440Version version) {
            return !bound.isPreRelease() && version.compareTo(bound.firstDevelopmentRelease()) >= 0;
        }

        @Override
        public boolean namesPreRelease() {
            return comparison != Comparison.NOT_EQUAL && bound.isPreRelease();
        }

        @Override
        public String text() {
            return comparison.sign() + bound;
        }

        /** {@code ~=1.0} and {@code ~=1.0.0} differ, though their bounds are equal. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Compared compared
                    && comparison == compared.comparison
                    && bound.equals(compared.bound)
                    && (comparison != Comparison.COMPATIBLE
                            || bound.seriesAbove().equals(compared.bound.seriesAbove()));
        }

        @Override
        public int hashCode() {
            return Objects.hash(comparison, bound);
        }
    }
}

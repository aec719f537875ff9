package io.lamplighter.versions.pep508;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on what a requirement is for: the environment markers of the standard of dependency specifiers (PEP 508).
 * Each marker that can be read has a value for each environment.
 */
public sealed interface Marker {
    /**
     * Reads a marker.
     *
     * @throws IllegalArgumentException when the text is none, or compares what cannot be compared so
     */
    static Marker parse(String text) {
        return new MarkerParser(text).parse();
    }

    /**
     * Whether the condition holds.
     *
     * @param extras asked for with the package, in any spelling
     */
    boolean evaluate(MarkerEnvironment environment, Set<String> extras);

    /** In parentheses where they make a difference. */
    String text();

    /** Each condition must hold; one that is such a list itself is part of it. */
    record And(List<Marker> all) implements Marker {
        public And {
            all = all.stream()
                    .flatMap(marker -> marker instanceof And(List<Marker> inner) ? inner.stream() : Stream.of(marker))
                    .toList();
        }

        @Override
        public boolean evaluate(MarkerEnvironment environment, Set<String> extras) {
            return all.stream().allMatch(marker -> marker.evaluate(environment, extras));
        }

        @Override
        public String text() {
            return all.stream()
                    .map(marker -> marker instanceof Or ? "(" + marker.text() + ")" : marker.text())
                    .collect(Collectors.joining(" and "));
        }
    }

    /** One condition must hold; one that is such a list itself is part of it. */
    record Or(List<Marker> any) implements Marker {
        public Or {
            any = any.stream()
                    .flatMap(marker -> marker instanceof Or(List<Marker> inner) ? inner.stream() : Stream.of(marker))
                    .toList();
        }

        @Override
        public boolean evaluate(MarkerEnvironment environment, Set<String> extras) {
            return any.stream().anyMatch(marker -> marker.evaluate(environment, extras));
        }

        @Override
        public String text() {
            return any.stream().map(Marker::text).collect(Collectors.joining(" or "));
        }
    }

    /** {@code python_version >= '3.10'}. */
    record Comparison(MarkerOperand left, MarkerOperator operator, MarkerOperand right) implements Marker {
        @Override
        public boolean evaluate(MarkerEnvironment environment, Set<String> extras) {
            if (left.isExtra() || right.isExtra()) {
                return evaluateExtra(environment, extras);
            }
            boolean asVersions = left.isVersion() || right.isVersion();
            return asVersions
                    ? operator.holdsOfVersions(left.in(environment), right.in(environment))
                    : operator.holdsOfTexts(left.in(environment), right.in(environment));
        }

        /** No extra at all counts as one without a name, as installers have it. */
        private boolean evaluateExtra(MarkerEnvironment environment, Set<String> extras) {
            Stream<String> asked =
                    extras.isEmpty() ? Stream.of("") : extras.stream().map(NormalizedName::of);
            Predicate<String> holds = extra -> operator.holdsOfTexts(
                    left.isExtra() ? extra : NormalizedName.of(left.in(environment)),
                    right.isExtra() ? extra : NormalizedName.of(right.in(environment)));
            return operator.denies() ? asked.allMatch(holds) : asked.anyMatch(holds);
        }

        @Override
        public String text() {
            return left.text() + " " + operator.sign() + " " + right.text();
        }
    }
}

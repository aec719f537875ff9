package io.lamplighter.cli.output;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The names of the domain as people read them. */
public final class Label {
    private Label() {}

    /** {@code Converged}. */
    public static String capitalised(Enum<?> value) {
        String words = words(value);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code not applicable}. */
    public static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code room=b12,site=north}. */
    public static <N extends Comparable<N>> String labels(Map<N, ?> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }
}

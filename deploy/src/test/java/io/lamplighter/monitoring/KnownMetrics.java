package io.lamplighter.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the reference lists and the rules record. */
final class KnownMetrics {
    private static final Pattern NAME = Pattern.compile("([a-z_]+:)?lamplighter_[a-z0-9_]+(:[a-z0-9_]+)?");
    private static final Pattern PART_OF_A_SUMMARY = Pattern.compile("_(sum|count)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| \\w+ \\| ([^|]+?) \\|");
    private static final Set<String> ALL = read();
    private static final Map<String, List<String>> LABELS = labels();

    private KnownMetrics() {}

    /** Names in an expression that nobody exports or records. */
    static Stream<String> unknownIn(String expression) {
        return namesIn(expression)
                .filter(name -> !ALL.contains(name)
                        && !ALL.contains(PART_OF_A_SUMMARY.matcher(name).replaceFirst("")));
    }

    static Stream<String> namesIn(String expression) {
        return NAME.matcher(expression).results().map(MatchResult::group);
    }

    /** The labels that the reference lists for the metric that an expression names first. */
    static List<String> labelsOfTheFirstIn(String expression) {
        Matcher name = NAME.matcher(expression);
        return name.find() ? LABELS.getOrDefault(name.group(), List.of()) : List.of();
    }

    /** All that some metric has. */
    static Stream<String> labelsOfAny() {
        return LABELS.values().stream().flatMap(List::stream).distinct();
    }

    private static Map<String, List<String>> labels() {
        return ROW.matcher(reference())
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> List.of(row.group(2).split(", ", -1)),
                        (agent, controller) -> agent));
    }

    private static String reference() {
        try {
            return Files.readString(Path.of("../docs/reference/metrics.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> read() {
        try {
            Set<String> known = new HashSet<>(AlertRule.recorded().keySet());
            NAME.matcher(reference()).results().map(MatchResult::group).forEach(known::add);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

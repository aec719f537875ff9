package io.lamplighter.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that the reference lists and the rules record. */
final class KnownMetrics {
    private static final Pattern NAME = Pattern.compile("lamplighter[_:][a-z0-9_:]+");
    private static final Pattern PART_OF_A_SUMMARY = Pattern.compile("_(sum|count)$");
    private static final Set<String> ALL = read();

    private KnownMetrics() {}

    /** Names in an expression that nobody exports or records. */
    static Stream<String> unknownIn(String expression) {
        return NAME.matcher(expression)
                .results()
                .map(MatchResult::group)
                .filter(name -> !ALL.contains(name)
                        && !ALL.contains(PART_OF_A_SUMMARY.matcher(name).replaceFirst("")));
    }

    private static Set<String> read() {
        try {
            Set<String> known = new HashSet<>(AlertRule.recorded());
            NAME.matcher(Files.readString(Path.of("../docs/reference/metrics.md")))
                    .results()
                    .map(MatchResult::group)
                    .forEach(known::add);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

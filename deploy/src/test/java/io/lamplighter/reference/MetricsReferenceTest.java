package io.lamplighter.reference;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsReferenceTest {
    private static final String INTRODUCTION = """
            # Metrics

            Made from the programs by `make docs`; a test fails when it is out of date. Both serve Prometheus' text format at
            `/metrics`, without a token, beside the metrics of their JVM. What could not be read is absent, never zero; a counter
            begins at zero for every outcome that is known.

            There is no `lamplighter_certificate_expiry_timestamp_seconds` yet: until agents speak TLS, a machine has a token of
            its own and no certificate that could end.
            """;

    private static final String HEADER = "\n| name | type | labels | meaning |\n|---|---|---|---|\n";
    private static final String MISSING = "lamplighter_controller_machine_missing";
    private static final Pattern FAMILY =
            Pattern.compile("(?m)^# HELP (lamplighter_\\S+) (.*)\\R# TYPE \\S+ (\\S+)\\R((?:[^#\\n].*\\R)*)");
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

    @TempDir
    Path root;

    @Test
    void listsEveryMetricOfBothPrograms() throws IOException {
        new ReferencePage("metrics.md")
                .shouldSay(
                        INTRODUCTION + "\n## Agent\n" + HEADER + agent() + "\n## Controller\n" + HEADER + controller());
    }

    /** The agent's own tests hold this table to what it exports on a machine that has everything. */
    private static String agent() throws IOException {
        try (Stream<String> known = Files.lines(Path.of("../agent/src/test/resources/metrics/known.csv"))) {
            return known.map(line -> line.split(" ?\\| ?", -1))
                    .map(cells -> row(cells[0], cells[1], cells[2].replace(",", ", "), cells[3]))
                    .sorted()
                    .collect(joining());
        }
    }

    /** What it shows without a machine, and what it shows of those that are missing, to which OneCauseTest holds it. */
    private String controller() throws IOException {
        try (Lab lab = new Lab(Programs.BUILT, root)) {
            Program controller = lab.controller(0);
            Map<String, String> rows = new TreeMap<>();
            rows.put(
                    MISSING,
                    row(
                            MISSING,
                            "gauge",
                            "machine",
                            "1 for each machine that should be on and is not heard of; others have no series."));
            FAMILY.matcher(whole(lab.operator(controller)))
                    .results()
                    .forEach(family -> rows.put(
                            family.group(1), row(family.group(1), family.group(3), labels(family), family.group(2))));
            return String.join("", rows.values());
        }
    }

    /** With the figures that a controller counts a moment after its start. */
    private static String whole(Rest operator) {
        return await().until(
                        () -> operator.get("/metrics").body(),
                        metrics -> metrics.contains("lamplighter_controller_storage_bytes"));
    }

    private static String labels(MatchResult family) {
        return LABEL
                .matcher(family.group(4))
                .results()
                .map(label -> label.group(1))
                .collect(toCollection(TreeSet::new))
                .stream()
                .collect(joining(", "));
    }

    private static String row(String name, String type, String labels, String meaning) {
        return "| `%s` | %s | %s | %s |\n".formatted(name, type, labels, meaning);
    }
}

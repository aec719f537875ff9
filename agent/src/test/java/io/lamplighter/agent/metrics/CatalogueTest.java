package io.lamplighter.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the metrics to the catalogue that was agreed on, both ways; what differs is named with its reason. */
class CatalogueTest {
    private static final Path RESOURCES = Path.of("src/test/resources/metrics");
    private static final Pattern ABOUT = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(lamplighter_\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private static final Map<String, String> MISSING = Map.of(
            "lamplighter_certificate_expiry_timestamp_seconds",
            "there is no TLS yet, and no certificate that ends: docs/reference/metrics.md says so");

    private static final Map<String, String> MORE = Map.of(
            "lamplighter_environment_toolkit_info", "a toolkit that machines should have, beside all that lie on disk",
            "lamplighter_cache_freed_bytes_total", "what the installers' caches give back, beside the environments",
            "lamplighter_environment_freed_bytes_total", "whether the collector of generations does its work",
            "lamplighter_environment_failure_info", "groups machines by the cause of a failure",
            "lamplighter_environment_gpu_verification_status", "joins by uuid with what a GPU says of itself");

    @Test
    void haveEveryMetricOfTheCatalogueAsItIsWritten() throws Exception {
        Map<String, Family> catalogue = catalogue();
        catalogue.keySet().removeAll(MISSING.keySet());

        assertThat(known()).containsAllEntriesOf(catalogue);
    }

    @Test
    void haveNoMetricThatIsNeitherInTheCatalogueNorNamedHere() throws Exception {
        Set<String> named = new HashSet<>(catalogue().keySet());
        named.removeAll(MISSING.keySet());
        named.addAll(MORE.keySet());

        assertThat(known().keySet()).isEqualTo(named);
    }

    @Test
    void nameNoExceptionThatIsNone() throws Exception {
        assertThat(catalogue().keySet()).containsAll(MISSING.keySet()).doesNotContainAnyElementsOf(MORE.keySet());
    }

    private static Map<String, Family> known() throws IOException {
        Map<String, Family> known = new TreeMap<>();
        try (Stream<String> rows = Files.lines(RESOURCES.resolve("known.csv"))) {
            rows.map(row -> row.split(" ?\\| ?", -1))
                    .forEach(cells -> known.put(cells[0], new Family(cells[1], cells[2], cells[3])));
        }
        return known;
    }

    private static Map<String, Family> catalogue() throws IOException {
        Map<String, String> help = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        Map<String, TreeSet<String>> labels = new TreeMap<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("catalogue.prom"))) {
            Matcher about = ABOUT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (about.matches()) {
                (about.group(1).equals("HELP") ? help : types).put(about.group(2), about.group(3));
            } else if (sample.matches()) {
                TreeSet<String> names = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                LABEL.matcher(String.valueOf(sample.group(2))).results().forEach(label -> names.add(label.group(1)));
            } else {
                throw new IOException("a line of the catalogue is not understood: " + line);
            }
        }
        assertThat(help.keySet()).isEqualTo(types.keySet()).isEqualTo(labels.keySet());
        Map<String, Family> catalogue = new TreeMap<>();
        labels.forEach((name, names) -> catalogue.put(
                name, new Family(types.getOrDefault(name, ""), String.join(",", names), help.getOrDefault(name, ""))));
        return catalogue;
    }

    private record Family(String type, String labels, String help) {}
}

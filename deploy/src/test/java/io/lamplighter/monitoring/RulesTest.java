package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.lab.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info", "none");
    private static final Pattern ALERT = Pattern.compile("Lamplighter[A-Z]\\w+");

    @TempDir
    Path folder;

    /** promtool wants the token's file to be there. */
    @Test
    void prometheusTakesTheConfiguration() throws Exception {
        copy("prometheus.yml");
        copy("rules/lamplighter.yml");
        Files.writeString(folder.resolve("prometheus.token"), "a token");

        assertThat(Prometheus.run(folder, "", "promtool", "check", "config", "prometheus.yml"))
                .contains("SUCCESS");
    }

    @Test
    void alertmanagerTakesItsConfiguration() throws Exception {
        Prometheus.run(AlertRule.FOLDER, "", "amtool", "check-config", "alertmanager.yml");
    }

    @Test
    void everyAlertFiresWhenItShouldAndNotBefore() throws Exception {
        Prometheus.run(AlertRule.FOLDER, "", "promtool", "test", "rules", "rules/lamplighter.test.yml");

        String cases = Files.readString(AlertRule.FOLDER.resolve("rules/lamplighter.test.yml"));
        assertThat(AlertRule.all())
                .allSatisfy(alert -> assertThat(cases).contains("alertname=\"" + alert.name() + "\""));
    }

    @Test
    void everyAlertSaysWhatItMeansAndWhatToDo() throws IOException {
        assertThat(AlertRule.all()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.severity()).isIn(SEVERITIES);
            assertThat(alert.annotation("summary")).endsWith(".");
            assertThat(alert.annotation("description")).endsWith(".");
            assertThat(alert.annotation("action")).endsWith(".");
            assertThat(alert.annotation("runbook_url"))
                    .isEqualTo("docs/reference/alerts.md#" + alert.name().toLowerCase(Locale.ROOT));
        });
    }

    /** A message is held back only by alerts that there are. */
    @Test
    void inhibitionNamesAlertsThatThereAre() throws IOException {
        Set<String> known = AlertRule.all().stream().map(AlertRule::name).collect(Collectors.toSet());

        assertThat(ALERT.matcher(Files.readString(AlertRule.FOLDER.resolve("alertmanager.yml")))
                        .results()
                        .map(named -> named.group())
                        .filter(named -> !known.contains(named)))
                .isEmpty();
    }

    @Test
    void rulesReadOnlyMetricsThatThereAre() throws IOException {
        assertThat(AlertRule.expressions().stream().flatMap(KnownMetrics::unknownIn))
                .isEmpty();
        assertThat(Stream.of("rate(lamplighter_no_such_total[5m])").flatMap(KnownMetrics::unknownIn))
                .containsExactly("lamplighter_no_such_total");
    }

    private void copy(String file) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.copy(AlertRule.FOLDER.resolve(file), folder.resolve(file));
    }
}

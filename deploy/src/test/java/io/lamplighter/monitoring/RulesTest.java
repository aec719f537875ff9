package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.lab.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info", "none");
    private static final Pattern ALERT = Pattern.compile("Lamplighter[A-Z]\\w+");
    private static final Pattern RECORDED =
            Pattern.compile("(?<level>[a-z_]+):(?<metric>lamplighter_[a-z_]+):[a-z][a-z0-9_]*");
    private static final Pattern BY = Pattern.compile(" by \\(([^)]*)\\)");

    private static final Pattern DROPPED =
            Pattern.compile("action: labeldrop\\s+regex: __meta_lamplighter_label_\\(([^)]+)\\)");

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

    /** One that came before a metric's own would move that to {@code exported_…}, where no rule looks for it. */
    @Test
    void noLabelOfAMachineTakesThePlaceOfALabelOfAMetric() throws IOException {
        Matcher dropped = DROPPED.matcher(Files.readString(AlertRule.FOLDER.resolve("prometheus.yml")));

        assertThat(dropped.find()).isTrue();
        assertThat(dropped.group(1).split("\\|", -1))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(KnownMetrics.labelsOfAny(), Stream.of("availability", "instance", "job"))
                                .toList());
    }

    @Test
    void alertmanagerTakesItsConfiguration() throws Exception {
        Prometheus.run(AlertRule.FOLDER, "", "amtool", "check-config", "alertmanager.yml");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            LamplighterWatchdog,       none,     watchdog
            LamplighterDriverMismatch, critical, administrators
            LamplighterMachineGone,    warning,  administrators
            LamplighterChecksWarn,     info,     administrators
            """)
    void alertmanagerTellsWhomItShould(String alert, String severity, String receiver) throws Exception {
        assertThat(AlertRule.all())
                .anySatisfy(
                        rule -> assertThat(rule.name() + " " + rule.severity()).isEqualTo(alert + " " + severity));

        String[] test = {"config", "routes", "test", "--config.file=alertmanager.yml", "--verify.receivers=" + receiver
        };
        Prometheus.run(
                AlertRule.FOLDER,
                "",
                "amtool",
                Stream.concat(Stream.of(test), Stream.of("alertname=" + alert, "severity=" + severity))
                        .toArray(String[]::new));
    }

    /** As Prometheus' guide to recording rules has it: level, metric, operations. */
    @Test
    void recordedNamesSayTheirLevelTheMetricAndWhatWasDone() throws IOException {
        assertThat(AlertRule.recorded().entrySet()).isNotEmpty().allSatisfy(rule -> {
            Matcher name = RECORDED.matcher(rule.getKey());
            assertThat(name.matches()).as(rule.getKey()).isTrue();
            assertThat(KnownMetrics.unknownIn(name.group("metric"))).isEmpty();
            assertThat(rule.getValue()).contains(name.group("metric"));
            Matcher by = BY.matcher(rule.getValue());
            if (by.find()) {
                assertThat(name.group("level")).isEqualTo(by.group(1).replace(", ", "_"));
            }
        });
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

package io.lamplighter.reference;

import static java.util.stream.Collectors.joining;

import io.lamplighter.monitoring.AlertRule;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsReferenceTest {
    private static final String INTRODUCTION = """
            # Alerts

            Made from `deploy/monitoring/rules/lamplighter.yml` by `make docs`; a test fails when it is out of date.
            [Monitoring](../guides/monitoring.md) says how a Prometheus gets these rules, and which alerts hold others back.
            """;

    private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");
    private static final Pattern VALUE = Pattern.compile("\\{\\{ \\$value [^}]*}}|\\{\\{ \\$value }}");

    @Test
    void saysOfEveryAlertWhatItMeansAndWhatToDo() throws IOException {
        new ReferencePage("alerts.md")
                .shouldSay(INTRODUCTION
                        + AlertRule.all().stream()
                                .map(AlertsReferenceTest::entry)
                                .collect(joining()));
    }

    private static String entry(AlertRule alert) {
        return "\n## " + alert.name() + "\n" + words(alert, "summary") + " " + words(alert, "description") + "\n\n"
                + "**What to do.** " + words(alert, "action") + "\n\n"
                + "**Severity:** " + alert.severity() + ", " + held(alert) + ".\n\n```\n" + alert.expression()
                + "\n```\n";
    }

    private static String held(AlertRule alert) {
        return alert.held().isEmpty() ? "at once" : "when it holds for " + alert.held();
    }

    private static String words(AlertRule alert, String annotation) {
        return VALUE.matcher(LABEL.matcher(alert.annotation(annotation))
                        .replaceAll(label -> label.group(1).toUpperCase(Locale.ROOT)))
                .replaceAll("N");
    }
}

package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One cause is one message: what a real Prometheus finds wrong with a real agent, and what a real Alertmanager leaves
 * of it.
 */
class OneCauseTest {
    /** Always there; and what depends on whether public sources can be reached from here. */
    private static final Set<String> OTHERS = Set.of("LamplighterWatchdog", "LamplighterSourceUnreachable");

    private static final String GROUP = "spec: {selector: {}, ";

    @TempDir
    Path root;

    @Test
    void oneCauseIsOneMessageAndNoneWhenItIsOver() throws Exception {
        try (WatchedLab watched = new WatchedLab(root, 2)) {
            String manifests = watched.lab().manifests("lantern", "lantern");
            assertThat(manifests).contains(GROUP);
            watched.operator().apply(manifests.replace(GROUP, GROUP + "availability: always, "));
            watched.lab().awaitConverged(watched.operator(), "lantern");
            Rest alertmanager = watched.alertmanager();
            Rest prometheus = watched.prometheus(alertmanager.address().replace("http://", ""));
            Alerts alerts = new Alerts(prometheus, alertmanager, watched.agent());
            await().atMost(Program.PATIENCE)
                    .until(() -> !WatchedLab.series(prometheus, "lamplighter_gpus{source=\"nvml\"} == 2")
                            .isEmpty());
            alerts.awaitNone();

            watched.replaceDriver();
            alerts.awaitFound(
                    Set.of(
                            "LamplighterDriverMismatch",
                            "LamplighterCheckFailed driver.version_mismatch",
                            "LamplighterProbeFailing nvml",
                            "LamplighterProbeFailing nvidia_smi"),
                    "LamplighterDriverMismatch");
            watched.mend();
            alerts.awaitNone();

            watched.say("1.return=15");
            alerts.awaitFound(
                    Set.of(
                            "LamplighterGpuMissing",
                            "LamplighterCheckFailed gpu.lost",
                            "LamplighterCheckFailed gpu.count",
                            "LamplighterProbeFailing nvml"),
                    "LamplighterGpuMissing");
            watched.mend();
            alerts.awaitNone();

            watched.say("hang.nvmlDeviceGetUtilizationRates=1");
            alerts.awaitFound(
                    Set.of("LamplighterCheckFailed driver.unresponsive", "LamplighterProbeFailing nvml"),
                    "LamplighterCheckFailed driver.unresponsive");
            watched.mend();
            alerts.awaitNone();

            watched.agent().kill();
            await().atMost(Program.PATIENCE)
                    .until(() -> !WatchedLab.series(
                                    prometheus, "lamplighter_controller_machine_missing{machine=\"bench-1\"} == 1")
                            .isEmpty());
            alerts.awaitFound(Set.of("LamplighterMachineGone"), "LamplighterMachineGone");
        }
    }

    private record Alerts(Rest prometheus, Rest alertmanager, Program agent) {
        /** @param found by Prometheus, at least */
        void awaitFound(Set<String> found, String told) {
            eventually(firing -> firing.containsAll(found), Set.of(told));
        }

        void awaitNone() {
            eventually(Set::isEmpty, Set.of());
        }

        private void eventually(Predicate<Set<String>> found, Set<String> told) {
            await().atMost(Program.PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        Set<String> firing = firing();
                        Set<String> active = active();
                        assertThat(found.test(firing) && active.equals(told))
                                .as(() -> "found %s, told %s, not %s; the agent's log:%n%s"
                                        .formatted(firing, active, told, agent.log()))
                                .isTrue();
                    });
        }

        private Set<String> firing() {
            return names(Rest.json(prometheus.get("/api/v1/alerts"))
                    .at("/data/alerts")
                    .valueStream()
                    .filter(alert -> alert.path("state").asText().equals("firing"))
                    .toList());
        }

        private Set<String> active() {
            return names(Rest.json(alertmanager.get(
                            "/api/v2/alerts?active=true&inhibited=false&silenced=false&unprocessed=true"))
                    .valueStream()
                    .toList());
        }

        /** With what tells two of the same rule apart. */
        private static Set<String> names(List<JsonNode> alerts) {
            return alerts.stream()
                    .map(alert -> alert.path("labels"))
                    .map(labels -> (labels.path("alertname").asText() + " "
                                    + labels.path("check").asText()
                                    + labels.path("source").asText())
                            .strip())
                    .filter(name -> !OTHERS.contains(name.split(" ", 2)[0]))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

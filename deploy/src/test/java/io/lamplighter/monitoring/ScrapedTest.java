package io.lamplighter.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.NvmlCards;
import io.lamplighter.lab.Ports;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Prometheus;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import io.lamplighter.monitoring.Dashboard.Query;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus finds real agents by the controller and answers what the dashboards ask. */
class ScrapedTest {
    /** What the dashboards show of an environment with a GPU build: a stand-in cannot prove one. */
    private static final Set<String> OF_A_GPU_BUILD = Set.of(
            "lamplighter_environment_cuda_available",
            "lamplighter:environment_cuda_available:ratio",
            "lamplighter_environment_framework_info",
            "lamplighter_environment_gpu_verification_status");

    @TempDir
    Path root;

    private @Nullable Process prometheus;

    @AfterEach
    void stopPrometheus() throws InterruptedException {
        if (prometheus != null) {
            prometheus.destroy();
            assertThat(prometheus.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void everyQueryOfEveryDashboardHasAnAnswer() throws Exception {
        try (Lab lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"))) {
            Program controller = lab.controller(0);
            Rest operator = lab.operator(controller);
            int agentPort = Ports.free();
            Program agent = lab.agent(agentProperties(lab, controller, lab.joinToken(operator, 1), agentPort));
            operator.apply(lab.manifests("lantern", "lantern"));
            lab.awaitConverged(operator, "lantern");
            operator.apply(lab.manifests("lantern", "lantern==99"));
            Rest asked = start(controller.address());

            await().atMost(Program.PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(series(asked, "up{job=\"lamplighter-agent\", machine=\"bench-1\"} == 1"))
                        .as(agent::log)
                        .hasSize(1);
                for (Query query : queries()) {
                    assertThat(series(asked, query.expression()))
                            .as(() -> query + "\n" + agent.log())
                            .isNotEmpty();
                }
            });
        }
    }

    private static List<Query> queries() throws IOException {
        return Dashboard.all().stream()
                .flatMap(Dashboard::queries)
                .filter(query -> OF_A_GPU_BUILD.stream().noneMatch(query.expression()::contains))
                .toList();
    }

    private Map<String, String> agentProperties(Lab lab, Program controller, Path joinToken, int port)
            throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>();
        properties.put("lamplighter.directory", lab.agentDirectory().toString());
        properties.put("lamplighter.controller.url", controller.address());
        properties.put("lamplighter.controller.machine-name", Lab.MACHINE);
        properties.put("lamplighter.controller.join-token-file", joinToken.toString());
        properties.put("lamplighter.metrics.address", "127.0.0.1:" + port);
        properties.put("lamplighter.probe.nvidia-smi", nvidiaSmi().toString());
        properties.put(
                "lamplighter.telemetry.nvml",
                NvmlCards.library(root.resolve("nvml"), 1).toString());
        properties.put("lamplighter.telemetry.gpu-every", "1s");
        properties.put("lamplighter.telemetry.memory-by-user", "on");
        properties.put("lamplighter.probe.nvidia-every", "1s");
        properties.put("lamplighter.execution.check-every", "1s");
        properties.put("lamplighter.execution.list-every", "1s");
        properties.put("lamplighter.execution.retry-first", "5m");
        properties.put("quarkus.http.port", String.valueOf(port));
        return properties;
    }

    /** Stands in for the driver's tool, since this machine has none: one card, as a driver of branch 580 prints it. */
    private Path nvidiaSmi() throws IOException {
        Path program = root.resolve("nvidia-smi");
        Files.writeString(program, """
                #!/bin/sh
                case $1 in
                --query-gpu=*)
                    line=
                    for field in $(echo "${1#*=}" | tr , ' '); do
                        case $field in
                        index) value=0 ;;
                        uuid) value=%s ;;
                        name) value='NVIDIA RTX A4000' ;;
                        compute_cap) value=8.6 ;;
                        memory.total) value=16376 ;;
                        driver_version) value=580.95.05 ;;
                        pci.bus_id) value=00000000:01:00.0 ;;
                        pci.device_id) value=0x24B010DE ;;
                        *) value='[N/A]' ;;
                        esac
                        line="$line${line:+, }$value"
                    done
                    echo "$line"
                    ;;
                *) echo 'CUDA Version : 13.0' ;;
                esac
                """.replace("%s", NvmlCards.uuid(0)));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    /** With the configuration that administrators get, but for addresses and a faster clock. */
    private Rest start(String controller) throws IOException {
        String address = controller.replace("http://", "");
        Files.createDirectories(root.resolve("prometheus/rules"));
        Files.copy(AlertRule.FOLDER.resolve("rules/lamplighter.yml"), root.resolve("prometheus/rules/lamplighter.yml"));
        Files.copy(root.resolve("controller/prometheus.token"), root.resolve("prometheus/prometheus.token"));
        Files.writeString(
                root.resolve("prometheus/prometheus.yml"),
                Files.readString(AlertRule.FOLDER.resolve("prometheus.yml"))
                        .replace("127.0.0.1:8680", address)
                        .replace("15s", "1s")
                        .replace("60s", "1s"));
        int port = Ports.free();
        prometheus = new ProcessBuilder(
                        Prometheus.program("prometheus"),
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(root.resolve("prometheus").toFile())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("prometheus.log").toFile())
                .start();
        Rest asked = new Rest("http://127.0.0.1:" + port, "");
        await().atMost(Program.PATIENCE)
                .ignoreExceptions()
                .until(() -> asked.get("/-/ready").statusCode() == 200);
        return asked;
    }

    private static List<JsonNode> series(Rest prometheus, String expression) {
        JsonNode answer = Rest.json(prometheus.get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)));
        assertThat(answer.path("status").asText()).as(answer::toString).isEqualTo("success");
        return answer.at("/data/result").valueStream().toList();
    }
}

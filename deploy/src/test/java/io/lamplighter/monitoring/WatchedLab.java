package io.lamplighter.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.NvmlCards;
import io.lamplighter.lab.Ports;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Prometheus;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A controller and an agent on a machine with stand-ins for GPUs, and the real programs of Prometheus over them, with
 * the configuration that administrators get, but for addresses and a faster clock.
 */
final class WatchedLab implements AutoCloseable {
    private final Path root;
    private final Lab lab;
    private final Program controller;
    private final Rest operator;
    private final Program agent;
    private final Path library;
    private final Servers servers = new Servers();

    WatchedLab(Path root, int cards) throws IOException, InterruptedException {
        this.root = root;
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"));
        controller = lab.controller(0);
        operator = lab.operator(controller);
        library = NvmlCards.library(root.resolve("nvml"), cards);
        agent = lab.agent(agentProperties(Ports.free(), cards));
    }

    Lab lab() {
        return lab;
    }

    Rest operator() {
        return operator;
    }

    Program agent() {
        return agent;
    }

    private Map<String, String> agentProperties(int port, int cards) throws IOException {
        Map<String, String> properties = new HashMap<>();
        properties.put("lamplighter.directory", lab.agentDirectory().toString());
        properties.put("lamplighter.controller.url", controller.address());
        properties.put("lamplighter.controller.machine-name", Lab.MACHINE);
        properties.put(
                "lamplighter.controller.join-token-file",
                lab.joinToken(operator, 1).toString());
        properties.put("lamplighter.metrics.address", "127.0.0.1:" + port);
        properties.put("lamplighter.probe.nvidia-smi", nvidiaSmi(cards).toString());
        properties.put("lamplighter.telemetry.nvml", library.toString());
        properties.put("lamplighter.telemetry.gpu-every", "1s");
        properties.put("lamplighter.telemetry.gpu-deadline", "2s");
        properties.put("lamplighter.telemetry.memory-by-user", "on");
        properties.put("lamplighter.health.off", "cuda.driver"); // CUDA's own library has no stand-in here
        properties.put("lamplighter.probe.nvidia-every", "1s");
        properties.put("lamplighter.execution.check-every", "1s");
        properties.put("lamplighter.execution.list-every", "1s");
        properties.put("lamplighter.execution.retry-first", "5m");
        properties.put("quarkus.http.port", String.valueOf(port));
        return properties;
    }

    /** Stands in for the driver's tool, since this machine has none: cards as a driver of branch 580 prints them. */
    private Path nvidiaSmi(int cards) throws IOException {
        Path program = root.resolve("nvidia-smi");
        StringBuilder script = new StringBuilder("""
                #!/bin/sh
                if [ -e %s ]; then
                    echo 'Failed to initialize NVML: Driver/library version mismatch'
                    exit 18
                fi
                row() { # <options> <index> <uuid>
                    line=
                    for field in $(echo "${1#*=}" | tr , ' '); do
                        case $field in
                        index) value=$2 ;;
                        uuid) value=$3 ;;
                        name) value='NVIDIA RTX A4000' ;;
                        compute_cap) value=8.6 ;;
                        memory.total) value=16376 ;;
                        driver_version) value=580.95.05 ;;
                        pci.bus_id) value=00000000:0$(($2 + 1)):00.0 ;;
                        pci.device_id) value=0x24B010DE ;;
                        *) value='[N/A]' ;;
                        esac
                        line="$line${line:+, }$value"
                    done
                    echo "$line"
                }
                case $1 in
                --query-gpu=*) ;;
                *)
                    echo 'CUDA Version : 13.0'
                    exit
                    ;;
                esac
                """.replace("%s", mismatched().toString()));
        for (int card = 0; card < cards; card++) {
            script.append("row \"$1\" ")
                    .append(card)
                    .append(' ')
                    .append(NvmlCards.uuid(card))
                    .append('\n');
        }
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private Path mismatched() {
        return root.resolve("mismatched");
    }

    /** As after an update of the driver that ran by itself. */
    void replaceDriver() throws IOException {
        Files.writeString(mismatched(), "");
        NvmlCards.say(library, "return.nvmlInitWithFlags=18", "return.nvmlSystemGetDriverVersion=18");
    }

    /** From now on the library says this, too. */
    void say(String line) throws IOException {
        NvmlCards.say(library, line);
    }

    /** All is well again. */
    void mend() throws IOException {
        Files.deleteIfExists(mismatched());
        NvmlCards.sayAsBefore(library);
    }

    /** An Alertmanager that tells nobody. */
    Rest alertmanager() throws IOException {
        Path folder = Files.createDirectories(root.resolve("alertmanager"));
        Files.copy(AlertRule.FOLDER.resolve("alertmanager.yml"), folder.resolve("alertmanager.yml"));
        int port = Ports.free();
        return servers.start(
                folder,
                port,
                Prometheus.program("alertmanager"),
                "--config.file=alertmanager.yml",
                "--storage.path=data",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** @param alertmanager where alerts go, {@code 127.0.0.1:9093} */
    Rest prometheus(String alertmanager) throws IOException {
        Path folder = root.resolve("prometheus");
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(
                folder.resolve("rules/lamplighter.yml"),
                Files.readString(AlertRule.FOLDER.resolve("rules/lamplighter.yml"))
                        .replaceAll("for: \\d+[mh]", "for: 1s"));
        Files.copy(root.resolve("controller/prometheus.token"), folder.resolve("prometheus.token"));
        Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(AlertRule.FOLDER.resolve("prometheus.yml"))
                        .replaceAll("(?m)^      #([- ] )", "      $1") // with the labels that are offered
                        .replace("127.0.0.1:8680", controller.address().replace("http://", ""))
                        .replace("127.0.0.1:9093", alertmanager)
                        .replace("15s", "1s")
                        .replace("60s", "1s"));
        return servers.prometheus(folder);
    }

    static List<JsonNode> series(Rest prometheus, String expression) {
        JsonNode answer = Rest.json(prometheus.get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)));
        assertThat(answer.path("status").asText()).as(answer::toString).isEqualTo("success");
        return answer.at("/data/result").valueStream().toList();
    }

    @Override
    public void close() {
        servers.close();
        lab.close();
    }
}

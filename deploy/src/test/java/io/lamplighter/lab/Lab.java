package io.lamplighter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.view.JoinTokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A controller, an agent and a package index on this machine, with directories of their own. */
public final class Lab implements AutoCloseable {
    public static final String MACHINE = "bench-1";

    private final Programs programs;
    private final Path root;
    private final LocalIndex index;
    private final List<Program> started = new ArrayList<>();

    public Lab(Programs programs, Path root, Wheel... wheels) throws IOException {
        this.programs = programs;
        this.root = root;
        index = new LocalIndex(wheels);
    }

    public LocalIndex index() {
        return index;
    }

    public Path agentDirectory() {
        return agentDirectory(MACHINE);
    }

    public Path agentDirectory(String machine) {
        return root.resolve(machine.equals(MACHINE) ? "agent" : machine);
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    public Program controller(int port) {
        return controller(Map.of(
                "lamplighter.directory", root.resolve("controller").toString(),
                "lamplighter.checkin.poll-interval", "1s",
                "quarkus.http.port", String.valueOf(port)));
    }

    public Program controller(Map<String, String> properties) {
        return start("lamplighter-controller", properties, List.of());
    }

    /** An agent that knows its controller by an address, and enrols with a token when it must. */
    public Program agent(String controller, Path joinToken) {
        return agent(MACHINE, controller, joinToken);
    }

    /** Another machine's. */
    public Program agent(String machine, String controller, Path joinToken) {
        return agent(Map.of(
                "lamplighter.directory",
                agentDirectory(machine).toString(),
                "lamplighter.controller.url",
                controller,
                "lamplighter.controller.machine-name",
                machine,
                "lamplighter.controller.join-token-file",
                joinToken.toString(),
                "quarkus.http.port",
                "0"));
    }

    public Program agent(Map<String, String> properties, String... arguments) {
        return start("lamplighter-agent", properties, List.of(arguments));
    }

    /** The same in a place of its own, or as another account. */
    public Program agent(Surroundings around, Map<String, String> properties, String... arguments) {
        return start(around, "lamplighter-agent", properties, List.of(arguments));
    }

    public Program lamp(Rest controller, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--controller",
                controller.address(),
                "--token-file",
                root.resolve("controller/operator.token").toString()));
        return start("lamp", Map.of(), all);
    }

    private Program start(String name, Map<String, String> properties, List<String> arguments) {
        return start(Surroundings.OURS, name, properties, arguments);
    }

    private Program start(Surroundings around, String name, Map<String, String> properties, List<String> arguments) {
        List<String> command = programs.command(
                name,
                properties.entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .toList(),
                around::seen);
        Path log = root.resolve(name + "-" + (started.size() + 1) + ".log");
        Program program = Program.start(around, command, arguments, log);
        started.add(program);
        return program;
    }

    /** The operator's access to a controller. */
    public Rest operator(Program controller) {
        return new Rest(controller.address(), read(root.resolve("controller/operator.token")));
    }

    /** A file with a token for so many machines. */
    public Path joinToken(Rest operator, int uses) {
        HttpResponse<String> made = operator.post(
                "/api/v1/join-tokens",
                "application/json",
                Wire.write(new JoinTokenRequest(uses, Duration.ofHours(1), Map.of())));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return write("join-token", Rest.json(made).path("token").asText());
    }

    /** Manifests that give every machine an environment of some packages from the lab's index. */
    public String manifests(String environment, String... packages) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: shelf}
                spec: {type: pypi, url: "%s"}
                ---
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: %s}
                spec:
                  python: ">=3.9"
                  stages:
                  - {name: all, packages: ["%s"]}
                  sources: [shelf]
                ---
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: everybody}
                spec: {selector: {}, environments: [%s]}
                """.formatted(index.url(), environment, String.join("\", \"", packages), environment);
    }

    public JsonNode placement(Rest operator, String environment) {
        return placement(operator, MACHINE, environment);
    }

    public JsonNode placement(Rest operator, String machine, String environment) {
        return Rest.json(operator.get("/api/v1/machines/" + machine + "/environments/" + environment));
    }

    /** Waits until the controller says that the environment is in use as it should be. */
    public void awaitConverged(Rest operator, String environment) {
        awaitConverged(operator, MACHINE, environment);
    }

    public void awaitConverged(Rest operator, String machine, String environment) {
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(placement(operator, machine, environment)
                                .path("phase")
                                .asText())
                        .as(() -> placement(operator, machine, environment).toPrettyString())
                        .isEqualTo("Converged"));
    }

    /** The folder of the generation in use. */
    public Path generation(String environment) {
        return generation(MACHINE, environment);
    }

    public Path generation(String machine, String environment) {
        try {
            return agentDirectory(machine)
                    .resolve("environments/" + environment + "/current")
                    .toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person gets who runs a line of Python through the launcher. */
    public String python(String environment, String line) throws IOException, InterruptedException {
        return python(MACHINE, environment, line);
    }

    public String python(String machine, String environment, String line) throws IOException, InterruptedException {
        Path launcher = agentDirectory(machine).resolve("bin/" + environment + "-python");
        Process python = new ProcessBuilder(launcher.toString(), "-c", line)
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        return said.strip();
    }

    public static int port(String address) {
        return URI.create(address).getPort();
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(root.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Program program : started.reversed()) {
            program.close();
        }
        index.close();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

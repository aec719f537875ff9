package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is killed in the middle of a nightly update: what is in use stays, and the night goes on after it. */
class KilledRefreshTest {
    private static final String VERSION = "import lantern; print(lantern.__version__)";

    @TempDir
    Path root;

    private Lab lab;
    private Program controller;
    private Rest operator;
    private Program agent;
    private Path before;

    @BeforeEach
    void haveAMachineThatFollowsPatchReleases() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"));
        controller = lab.controller(Map.of(
                "lamplighter.directory", root.resolve("controller").toString(),
                "lamplighter.checkin.poll-interval", "1s",
                "lamplighter.locks.refresh-every", "2s",
                "quarkus.http.port", "0"));
        operator = lab.operator(controller);
        operator.apply(lab.manifests("lantern", "lantern<2")
                .replace("  stages:", "  update: patch\n  cooldown: 0d\n  stages:")
                .replace("environments: [lantern]}", """
                        environments: [lantern],
                          window: {cron: "0 0 * * *", zone: Etc/UTC, duration: 24h}}"""));
        agent = start(lab.joinToken(operator, 1));
        lab.awaitConverged(operator, "lantern");
        before = lab.generation("lantern");
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void solvesAnewWhatItWasKilledInTheMiddleOfSolving() throws Exception {
        lab.index().holdFiles();
        lab.index().add(Wheel.of("lantern", "1.0.1"));
        lab.index().awaitHeldRequest();
        assertThat(lastState()).isEqualTo("SOLVING");

        agent.kill();
        lab.index().releaseFiles();

        takesTheRestOfItsWindow();
    }

    @Test
    void verifiesAnewWhatItWasKilledInTheMiddleOfVerifying() throws Exception {
        Path begun = root.resolve("import-begun");
        Path goOn = root.resolve("import-may-end");
        lab.index().add(new Wheel("lantern", "1.0.1", """
                import os, time
                open("%s", "w").close()
                while not os.path.exists("%s"):
                    time.sleep(0.05)
                __version__ = "1.0.1"
                """.formatted(begun, goOn)));
        await().atMost(Program.PATIENCE).until(() -> Files.exists(begun));
        await().atMost(Program.PATIENCE).until(() -> lastState().equals("VERIFYING"));

        agent.kill();
        Files.createFile(goOn);

        takesTheRestOfItsWindow();
    }

    /** What was in use is, until the next agent has proved what the killed one was at; and then comes another night. */
    private void takesTheRestOfItsWindow() throws Exception {
        assertThat(lab.generation("lantern")).isEqualTo(before);
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");

        Program next = start(lab.path("no-token-needed"));
        awaitVersion("1.0.1");
        assertThat(next.log()).containsPattern("lantern: run \\S+ was left in (SOLVING|VERIFYING)");
        lab.awaitConverged(operator, "lantern");
        assertThat(refreshes("ACTIVATED")).isEqualTo(1);
        assertThat(before).as("for jobs that run in it").isDirectory();

        lab.index().add(Wheel.of("lantern", "1.0.2"));
        Program ordered = lab.lamp(operator, "refresh", "lantern");
        assertThat(ordered.exit()).as(ordered::log).isZero();
        awaitVersion("1.0.2");
        lab.awaitConverged(operator, "lantern");
        assertThat(refreshes("FAILED")).isZero();
    }

    private Program start(Path token) {
        return lab.agent(Map.of(
                "lamplighter.directory",
                lab.agentDirectory().toString(),
                "lamplighter.controller.url",
                controller.address(),
                "lamplighter.controller.machine-name",
                Lab.MACHINE,
                "lamplighter.controller.join-token-file",
                token.toString(),
                "lamplighter.execution.check-every",
                "1s",
                "quarkus.http.port",
                "0"));
    }

    private void awaitVersion(String version) {
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(lab.python("lantern", VERSION))
                        .as("%s", lastRun())
                        .isEqualTo(version));
    }

    private JsonNode lastRun() {
        return Rest.json(operator.get("/api/v1/runs")).path("items").path(0);
    }

    private String lastState() {
        return lastRun().path("state").asText();
    }

    private long refreshes(String outcome) {
        JsonNode runs = Rest.json(operator.get("/api/v1/runs"));
        return StreamSupport.stream(runs.path("items").spliterator(), false)
                .filter(run -> run.path("outcome").asText().equals(outcome))
                .map(run ->
                        Rest.json(operator.get("/api/v1/runs/" + run.path("run").asText())))
                .filter(run -> run.hasNonNull("refresh"))
                .count();
    }
}

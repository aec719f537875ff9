package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is released comes to machines by itself, once it is old enough and proved; a window is always open here. */
class NightlyUpdateTest {
    private static final String SECOND = "bench-2";
    private static final String VERSION = "import lantern; print(lantern.__version__)";

    @TempDir
    Path root;

    private final Instant now = InstantSource.system().instant();
    private final Instant longEnoughAgo = now.minus(Duration.ofDays(8));
    private Lab lab;
    private Rest operator;
    private Program first;

    @BeforeEach
    void haveTwoMachinesThatFollowPatchReleases() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"), Wheel.of("wick", "2.1"));
        Program controller = lab.controller(Map.of(
                "lamplighter.directory", root.resolve("controller").toString(),
                "lamplighter.checkin.poll-interval", "1s",
                "lamplighter.locks.refresh-every", "2s",
                "quarkus.http.port", "0"));
        operator = lab.operator(controller);
        Path token = lab.joinToken(operator, 2);
        operator.apply(lab.manifests("lantern", "lantern<2", "wick")
                .replace("  stages:", "  update: patch\n  cooldown: 7d\n  stages:")
                .replace("environments: [lantern]}", """
                        environments: [lantern],
                          window: {cron: "0 0 * * *", zone: Etc/UTC, duration: 24h}}"""));
        first = agent(controller, Lab.MACHINE, token);
        lab.awaitConverged(operator, "lantern");
        agent(controller, SECOND, token);
        lab.awaitConverged(operator, SECOND, "lantern");
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void takesAPatchReleaseOnceItIsOldEnoughAndNoneThatDoesNotWork() throws Exception {
        Path before = lab.generation("lantern");
        Process job = new ProcessBuilder(
                        lab.agentDirectory().resolve("bin/lantern-python").toString(),
                        "-c",
                        "import sys; print('begun', flush=True); sys.stdin.readline(); " + VERSION)
                .start();
        assertThat(job.inputReader().readLine()).isEqualTo("begun");

        lab.index().add(Wheel.of("lantern", "1.0.1"), now);
        lab.index().add(Wheel.of("lantern", "1.1"), longEnoughAgo);
        JsonNode unchanged = awaitRefresh("UNCHANGED");
        assertThat(unchanged.path("changes")).isEmpty();
        assertThat(lab.generation("lantern")).isEqualTo(before);
        Program outdated = lab.lamp(operator, "outdated", "lantern");
        assertThat(outdated.exit()).as(outdated::log).isZero();
        assertThat(outdated.log())
                .containsPattern("lantern +lantern +1.0 +1.1 +- +2 +update: patch")
                .contains("1 behind, 2 compared with their sources");

        lab.index().add(Wheel.of("lantern", "1.0.1"), longEnoughAgo);
        orderRefresh();
        JsonNode changed = awaitRefresh("ACTIVATED");
        assertThat(changed.path("changes").toString())
                .isEqualTo("[{\"name\":\"lantern\",\"from\":\"1.0\",\"to\":\"1.0.1\"}]");
        awaitVersion(Lab.MACHINE, "1.0.1");
        awaitVersion(SECOND, "1.0.1");
        lab.awaitConverged(operator, "lantern");
        lab.awaitConverged(operator, SECOND, "lantern");
        assertThat(lab.generation("lantern")).isNotEqualTo(before);

        lab.index().add(new Wheel("lantern", "1.0.2", "raise ImportError('no wick')\n"), longEnoughAgo);
        orderRefresh();
        JsonNode failed = awaitRefresh("FAILED");
        assertThat(failed.at("/failure/signature").asText()).startsWith("VERIFICATION_FAILED");
        assertThat(failed.at("/failure/message").asText()).contains("no wick");
        assertThat(failed.path("changes").toString())
                .isEqualTo("[{\"name\":\"lantern\",\"from\":\"1.0.1\",\"to\":\"1.0.2\"}]");
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0.1");
        assertThat(lab.python(SECOND, "lantern", VERSION)).isEqualTo("1.0.1");
        lab.awaitConverged(operator, "lantern");
        Program night = lab.lamp(operator, "night", "--since", "1h");
        assertThat(night.exit()).as(night::log).isZero();
        assertThat(night.log()).contains("lantern 1.0.2, VERIFICATION_FAILED:");

        Program back = lab.lamp(operator, "rollback", Lab.MACHINE, "lantern", "--reason", "1.0.1 is slower");
        assertThat(back.exit()).as(back::log).isZero();
        awaitVersion(Lab.MACHINE, "1.0");
        lab.awaitConverged(operator, "lantern");
        assertThat(lab.generation("lantern")).isEqualTo(before);
        lab.index().add(Wheel.of("lantern", "1.0.3"), longEnoughAgo);
        orderRefresh();
        awaitVersion(SECOND, "1.0.3");
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");
        Program forward = lab.lamp(operator, "rollback", Lab.MACHINE, "lantern", "--forward");
        assertThat(forward.exit()).as(forward::log).isZero();
        awaitVersion(Lab.MACHINE, "1.0.3");

        job.outputWriter().append('\n').flush();
        assertThat(job.inputReader().readLine()).isEqualTo("1.0");
        assertThat(job.waitFor()).isZero();
        assertThat(before).isDirectory();
    }

    @Test
    void goesBackFromADeniedReleaseAndOnToTheNext() throws Exception {
        lab.index().add(Wheel.of("lantern", "1.0.1"), longEnoughAgo);
        orderRefresh();
        awaitVersion(Lab.MACHINE, "1.0.1");
        awaitVersion(SECOND, "1.0.1");
        lab.awaitConverged(operator, "lantern");
        lab.awaitConverged(operator, SECOND, "lantern");

        Program preview = lab.lamp(operator, "deny", "lantern==1.0.1", "--reason", "it flickers", "--dry-run");
        assertThat(preview.exit()).as(preview::log).isZero();
        assertThat(preview.log())
                .contains("lantern 1.0.1 would be denied: it flickers (dry run)", "2 placements use it")
                .containsPattern(SECOND + " +lantern +goes back to lock");
        Program denied = lab.lamp(operator, "deny", "lantern==1.0.1", "--reason", "it flickers");
        assertThat(denied.exit()).as(denied::log).isZero();
        awaitVersion(Lab.MACHINE, "1.0");
        awaitVersion(SECOND, "1.0");

        lab.index().add(Wheel.of("lantern", "1.0.2"), longEnoughAgo);
        orderRefresh();
        awaitVersion(Lab.MACHINE, "1.0.2");
        awaitVersion(SECOND, "1.0.2");
        Program listed = lab.lamp(operator, "deny");
        assertThat(listed.exit()).as(listed::log).isZero();
        assertThat(listed.log()).containsPattern("lantern==1.0.1 .* it flickers");
    }

    private Program agent(Program controller, String machine, Path token) {
        return lab.agent(Map.of(
                "lamplighter.directory",
                lab.agentDirectory(machine).toString(),
                "lamplighter.controller.url",
                controller.address(),
                "lamplighter.controller.machine-name",
                machine,
                "lamplighter.controller.join-token-file",
                token.toString(),
                "lamplighter.execution.check-every",
                "1s",
                "quarkus.http.port",
                "0"));
    }

    /** The next night, now. */
    private void orderRefresh() throws InterruptedException {
        Program ordered = lab.lamp(operator, "refresh", "lantern");
        assertThat(ordered.exit()).as(ordered::log).isZero();
        assertThat(ordered.log()).contains("lantern is solved anew: update patch, cooldown 7d, 2 machines");
    }

    /** The last refresh of any machine that ended so. */
    private JsonNode awaitRefresh(String outcome) {
        return await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> refresh(outcome), found -> !found.isMissingNode());
    }

    private JsonNode refresh(String outcome) {
        JsonNode runs = Rest.json(operator.get("/api/v1/runs"));
        return StreamSupport.stream(runs.path("items").spliterator(), false)
                .filter(run -> run.path("outcome").asText().equals(outcome))
                .map(run ->
                        Rest.json(operator.get("/api/v1/runs/" + run.path("run").asText())))
                .filter(run -> run.hasNonNull("refresh"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private void awaitVersion(String machine, String version) {
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(lab.python(machine, "lantern", VERSION))
                        .as(first::log)
                        .isEqualTo(version));
    }
}

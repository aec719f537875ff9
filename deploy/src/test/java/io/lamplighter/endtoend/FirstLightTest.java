package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Prometheus;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a manifest becomes an environment that is proven on the machine, and stays. */
class FirstLightTest {
    private static final String VERSION = "import lantern; print(lantern.__version__)";

    @TempDir
    Path root;

    private Lab lab;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"), Wheel.of("wick", "2.1"));
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void bringsAManifestToAnEnvironmentAndLeavesItAlone() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Program agent = lab.agent(controller.address(), lab.joinToken(operator, 1));
        Path manifests = lab.write("lantern.yaml", lab.manifests("lantern", "lantern<2", "wick"));

        Program applied = lab.lamp(operator, "apply", "-f", manifests.toString());
        assertThat(applied.exit()).as(applied::log).isZero();
        Program status = lab.lamp(operator, "status", "--watch", "--until-converged", "--timeout", "80s");
        assertThat(status.exit()).as(() -> status.log() + agent.log()).isZero();

        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");
        assertThat(lab.placement(operator, "lantern").at("/run/outcome").asText())
                .isEqualTo("ACTIVATED");
        Path generation = lab.generation("lantern");

        agent.close();
        Program again = lab.agent(controller.address(), lab.path("no-token-needed"));
        assertThat(lab.lamp(operator, "apply", "-f", manifests.toString()).exit())
                .isZero();
        lab.index().add(Wheel.of("lantern", "1.5")); // newer, but what is installed stays until the spec changes
        again.address();
        lab.awaitConverged(operator, "lantern");

        assertThat(lab.generation("lantern")).isEqualTo(generation);
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");
        shouldPassPromtool(operator.get("/metrics"));
        shouldPassPromtool(new Rest(again.address(), "").get("/metrics"));
    }

    @Test
    void keepsWhatIsInUseWhenTheNextSpecIsImpossible() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        lab.agent(controller.address(), lab.joinToken(operator, 1));
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.awaitConverged(operator, "lantern");
        Path generation = lab.generation("lantern");

        operator.apply(lab.manifests("lantern", "lantern==99"));
        Program status = lab.lamp(operator, "status", "--until-converged", "--timeout", "80s");

        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.log()).contains("lantern==99");
        assertThat(lab.generation("lantern")).isEqualTo(generation);
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");
    }

    @Test
    void showsTheLogOfABuildThatFailedWithoutTheSecretInItsAddresses() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Program agent = lab.agent(controller.address(), lab.joinToken(operator, 1));
        lab.index().refuseFiles("hunter22");

        operator.apply(lab.manifests("lantern", "lantern"));
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(lab.placement(operator, "lantern")
                                .at("/run/outcome")
                                .asText())
                        .as(agent::log)
                        .isEqualTo("FAILED"));
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(operator.get("/api/v1/runs").body()).contains("\"log\":true"));
        Program log = lab.lamp(operator, "logs", Lab.MACHINE, "lantern");
        Program placement = lab.lamp(operator, "describe", "placement", Lab.MACHINE, "lantern");
        Program runs = lab.lamp(operator, "get", "runs");

        assertThat(log.exit()).as(log::log).isZero();
        assertThat(log.log())
                .contains("lantern: solving", ".whl?token=***", "403 Forbidden", "== SOURCE_REFUSED:403 Forbidden")
                .doesNotContain("hunter22");
        assertThat(placement.exit()).as(placement::log).isZero();
        assertThat(placement.log())
                .contains("Failed: SOURCE_REFUSED:403 Forbidden", "Cause: ", "Next step (config): ")
                .doesNotContain("hunter22");
        assertThat(runs.exit()).as(runs::log).isZero();
        assertThat(runs.log()).contains("SOURCE_REFUSED:403 Forbidden", "config", "yes");
        assertThat(agent.log()).doesNotContain("hunter22");
    }

    @Test
    void keepsAnImportedGenerationWholeForAProcessThatRunsOn() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        lab.agent(controller.address(), lab.joinToken(operator, 1));
        operator.apply(lab.manifests("lantern", "lantern==1.0"));
        lab.awaitConverged(operator, "lantern");
        Process job = new ProcessBuilder(
                        lab.agentDirectory().resolve("bin/lantern-python").toString(),
                        "-c",
                        "import sys; print('begun', flush=True); sys.stdin.readline(); " + VERSION)
                .start();
        assertThat(job.inputReader().readLine()).isEqualTo("begun");

        lab.index().add(Wheel.of("lantern", "1.5"));
        operator.apply(lab.manifests("lantern", "lantern==1.5"));
        lab.awaitConverged(operator, "lantern");
        job.outputWriter().append('\n').flush();

        assertThat(job.inputReader().readLine()).isEqualTo("1.0");
        assertThat(job.waitFor()).isZero();
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.5");
    }

    private static void shouldPassPromtool(HttpResponse<String> metrics) throws IOException, InterruptedException {
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("# TYPE lamplighter_");
        Prometheus.run(Path.of("."), metrics.body(), "promtool", "check", "metrics");
    }
}

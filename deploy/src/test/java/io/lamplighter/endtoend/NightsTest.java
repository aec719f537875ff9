package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Ports;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** Nights that need nobody awake, not even the controller, and the morning after them. */
class NightsTest {
    private static final Duration A_WINDOW_COMES = Duration.ofMinutes(4);
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

    /** The controller is away when the window opens, and the agent is killed in it: the rest of the window is used. */
    @Test
    @Execution(CONCURRENT)
    void usesItsWindowWithoutAControllerAndAfterAKillAndTellsOfItInTheMorning() throws Exception {
        Program controller = lab.controller(Ports.free());
        String address = controller.address();
        Rest operator = lab.operator(controller);
        Program agent = lab.agent(address, lab.joinToken(operator, 1));
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.awaitConverged(operator, "lantern");
        Instant evening = Instant.now();
        lab.index().add(Wheel.of("lantern", "1.5"));
        lab.index().holdFiles();

        operator.apply(inAWindowThatComes(lab.manifests("lantern", "lantern==1.5")));
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(detail(operator)).contains("window"));
        controller.kill();
        await().atMost(A_WINDOW_COMES).until(() -> agent.log().contains("BUILDING"));
        lab.index().awaitHeldRequest();
        agent.kill();
        lab.index().releaseFiles();
        lab.agent(address, lab.path("no-token-needed"));
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(lab.python("lantern", VERSION)).isEqualTo("1.5"));
        Rest back = lab.operator(lab.controller(Lab.port(address)));
        lab.awaitConverged(back, "lantern");

        Program morning = lab.lamp(back, "night", "--since", evening.toString());
        assertThat(morning.exit()).as(morning::log).isZero();
        assertThat(morning.log()).contains("lantern on bench-1: lantern 1.0 -> lantern 1.5");
        assertThat(morning.log()).doesNotContain("Failed", "Waiting", "To do");
    }

    @Test
    @Execution(CONCURRENT)
    void namesAReleaseThatDoesNotWorkInTheMorningAndKeepsWhatDoes() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        lab.agent(controller.address(), lab.joinToken(operator, 1));
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.awaitConverged(operator, "lantern");
        lab.index().add(new Wheel("lantern", "1.6", "raise ImportError('the flame went out')\n"));

        operator.apply(lab.manifests("lantern", "lantern==1.6"));
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(phase(operator)).isEqualTo("Failed"));

        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");
        Program morning = lab.lamp(operator, "night", "--since", "1h");
        assertThat(morning.exit()).as(morning::log).isZero();
        assertThat(morning.log())
                .containsSubsequence(
                        "Failed; what was in use stays in use",
                        "lantern on bench-1: ",
                        "To do, the most important first",
                        "1. lantern on bench-1, ");
    }

    @Test
    @Execution(CONCURRENT)
    void keepsAHeldMachineAsItIsAndOnlyTellsOfDriftWhereTheGroupSaysSo() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        lab.agent(Map.of(
                "lamplighter.directory",
                lab.agentDirectory().toString(),
                "lamplighter.controller.url",
                controller.address(),
                "lamplighter.controller.machine-name",
                Lab.MACHINE,
                "lamplighter.controller.join-token-file",
                lab.joinToken(operator, 1).toString(),
                "lamplighter.execution.check-every",
                "1s",
                "quarkus.http.port",
                "0"));
        operator.apply(onDeskSeven(lab.manifests("lantern", "lantern==1.0", "wick")));
        Path machine = lab.write("machine.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Machine
                metadata: {name: bench-1}
                spec: {labels: {desk: "7"}}
                """);
        await().atMost(Program.PATIENCE)
                .until(() -> operator.get("/api/v1/machines/" + Lab.MACHINE).statusCode() == 200);
        Program applied = lab.lamp(operator, "apply", "-f", machine.toString());
        assertThat(applied.exit()).as(applied::log).isZero();
        lab.awaitConverged(operator, "lantern");

        Program hold = lab.lamp(operator, "hold", Lab.MACHINE, "--until", "1d", "--reason", "thesis");
        assertThat(hold.exit()).as(hold::log).isZero();
        lab.index().add(Wheel.of("lantern", "1.5"));
        operator.apply(onDeskSeven(lab.manifests("lantern", "lantern==1.5", "wick")));
        assertThat(phase(operator)).isEqualTo("Held");
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.0");
        assertThat(lab.lamp(operator, "release", Lab.MACHINE).exit()).isZero();
        lab.awaitConverged(operator, "lantern");
        assertThat(lab.python("lantern", VERSION)).isEqualTo("1.5");

        Path generation = lab.generation("lantern");
        Path wick = file(generation, "wick-2.1.dist-info");
        Files.move(wick, wick.resolveSibling("wick-2.1.gone"));
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(phase(operator)).isEqualTo("Drifted"));

        assertThat(lab.generation("lantern")).as("only told of").isEqualTo(generation);
        Program morning = lab.lamp(operator, "night", "--since", "1h");
        assertThat(morning.exit()).as(morning::log).isZero();
        assertThat(morning.log())
                .contains(
                        "1. lantern on bench-1 is not as it was proved (", "`lamp history bench-1 lantern` says more");
        Program events = lab.lamp(operator, "events", "--machine", Lab.MACHINE);
        assertThat(events.exit()).as(events::log).isZero();
        assertThat(events.log())
                .containsSubsequence("MachineEnrolled", "RunActivated", "Held", "Released", "RunActivated", "Drifted");
    }

    /** Long enough that it is not over before the test is; and not now. */
    private static String inAWindowThatComes(String manifests) {
        LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusSeconds(90);
        return manifests.replace(
                "spec: {selector: {}, environments: [lantern]}",
                "spec: {selector: {}, environments: [lantern], window: {cron: \"%d %d * * *\", zone: UTC, duration: 3h}}"
                        .formatted(opens.getMinute(), opens.getHour()));
    }

    private static String onDeskSeven(String manifests) {
        return manifests.replace("selector: {}", "selector: {desk: \"7\"}, mode: report");
    }

    private String phase(Rest operator) {
        return lab.placement(operator, "lantern").path("phase").asText();
    }

    private String detail(Rest operator) {
        return lab.placement(operator, "lantern").path("phaseDetail").asText();
    }

    private static Path file(Path generation, String end) throws IOException {
        try (var files = Files.walk(generation)) {
            return files.filter(file -> file.endsWith(end)).findFirst().orElseThrow();
        }
    }
}

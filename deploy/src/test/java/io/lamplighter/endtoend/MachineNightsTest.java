package io.lamplighter.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.MachineFiles;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Machines that break, have to be booted, and sleep: each is read by files of the test's, and none is really booted.
 */
class MachineNightsTest {
    private static final Duration A_WINDOW_COMES = Duration.ofMinutes(4);
    private static final String SECOND = "bench-2";
    private static final String VERSION = "import lantern; print(lantern.__version__)";

    @TempDir
    Path root;

    private final Map<String, MachineFiles> machines = new HashMap<>();
    private Lab lab;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"));
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    /**
     * Somebody edits a file: the night finds that it cannot be imported, tells it, and builds it anew from its lock.
     */
    @Test
    @Execution(CONCURRENT)
    void findsInItsWindowWhatBrokeAndBuildsItAnewFromItsLock() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Program agent = agent(controller, Lab.MACHINE, lab.joinToken(operator, 1));
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.awaitConverged(operator, "lantern");
        Path broken = lab.generation("lantern");
        JsonNode before = lab.placement(operator, "lantern");
        write(module(broken), "raise ImportError('moths in the lamp')\n");
        lab.index().add(Wheel.of("lantern", "1.5"));

        operator.apply(inGroup(lab.manifests("lantern", "lantern"), window(90)));
        await().atMost(A_WINDOW_COMES).until(() -> !lab.generation("lantern").equals(broken));
        lab.awaitConverged(operator, "lantern");

        assertThat(agent.log()).contains("is verified again, lightly");
        assertThat(lab.python("lantern", VERSION)).as("from the lock").isEqualTo("1.0");
        assertThat(lab.placement(operator, "lantern").path("planInUse")).isEqualTo(before.path("planInUse"));
        Program events = lab.lamp(operator, "events", "--machine", Lab.MACHINE);
        assertThat(events.exit()).as(events::log).isZero();
        assertThat(events.log()).containsSubsequence("RunActivated", "Drifted", "moths in the lamp", "RunActivated");
    }

    @Test
    @Execution(CONCURRENT)
    void verifiesEverythingAfterAnotherKernel() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Program agent = agent(controller, Lab.MACHINE, lab.joinToken(operator, 1));
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.awaitConverged(operator, "lantern");
        write(module(lab.generation("lantern")), "raise ImportError('no such symbol in this kernel')\n");
        Path broken = lab.generation("lantern");

        files(Lab.MACHINE).kernel("6.1.0-2-amd64");

        await().atMost(Program.PATIENCE)
                .until(
                        () -> agent.log()
                                .contains(
                                        "is verified again, whole after the kernel changed from 6.1.0-1-amd64 to 6.1.0-2-amd64"));
        await().atMost(Program.PATIENCE).until(() -> !lab.generation("lantern").equals(broken));
        lab.awaitConverged(operator, "lantern");
        Program events = lab.lamp(operator, "events", "--machine", Lab.MACHINE);
        assertThat(events.exit()).as(events::log).isZero();
        assertThat(events.log()).containsSubsequence("Drifted", "after the kernel changed from", "RunActivated");
    }

    @Test
    @Execution(CONCURRENT)
    void bootsOneMachineAfterTheOtherAndVerifiesWhatComesBack() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Path token = lab.joinToken(operator, 2);
        Map<String, Program> agents = new HashMap<>();
        for (String machine : new String[] {Lab.MACHINE, SECOND}) {
            agents.put(machine, agent(controller, machine, token));
        }
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.awaitConverged(operator, Lab.MACHINE, "lantern");
        lab.awaitConverged(operator, SECOND, "lantern");
        operator.apply(inGroup(
                lab.manifests("lantern", "lantern"),
                "reboot: whenIdle, maxUnavailable: 10%, gates: {gpu: 1m, load: 100}"));

        machines.values().forEach(MachineFiles::askForABoot);
        await().atMost(Duration.ofMinutes(4))
                .until(() -> machines.values().stream().anyMatch(MachineNightsTest::wasBooted));
        String first = wasBooted(files(Lab.MACHINE)) ? Lab.MACHINE : SECOND;
        String second = first.equals(SECOND) ? Lab.MACHINE : SECOND;
        String why = first + " is away, and group everybody has maxUnavailable: 10%, which is 1";
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(said(operator, "status"))
                        .contains(second + ": has to be booted, and is not since ")
                        .contains(why));
        assertThat(said(operator, "describe", "machine", second)).containsPattern("Boot: .*" + why);
        assertThat(said(operator, "night", "--since", "1h"))
                .contains(second + " has to be booted, and is not: " + why + ", since ");
        assertThat(wasBooted(files(second))).isFalse();

        Objects.requireNonNull(agents.get(first)).kill();
        files(first).boots();
        Program back = agent(controller, first, lab.path("no-token-needed"));
        await().atMost(Program.PATIENCE)
                .until(() -> back.log().contains("is verified again, whole after the machine was booted"));
        await().atMost(A_WINDOW_COMES).until(() -> wasBooted(files(second)));
        lab.awaitConverged(operator, first, "lantern");
        assertThat(said(operator, "describe", "machine", first)).containsPattern("Boot: +-\n");
    }

    @Test
    @Execution(CONCURRENT)
    void setsTheClockThatWakesItForItsWindow() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        agent(controller, Lab.MACHINE, lab.joinToken(operator, 1));
        operator.apply(inGroup(lab.manifests("lantern", "lantern"), window(7200).replace("3h}", "3h, wake: rtc}")));
        Path said = files(Lab.MACHINE).said("rtcwake");

        await().atMost(Program.PATIENCE)
                .until(() -> Files.exists(said) && !Files.readString(said).isBlank());

        String[] alarm = Files.readAllLines(said).getFirst().split(" ");
        assertThat(Arrays.copyOfRange(alarm, 1, 4)).containsExactly("-m", "no", "-s");
        JsonNode waking = Rest.json(operator.get("/api/v1/machines/" + Lab.MACHINE + "/waking"));
        assertThat(waking.path("by").asText()).isEqualTo("rtc");
        assertThat(waking.path("obstacles")).isEmpty();
        long wakes = Instant.parse(waking.path("at").asText()).getEpochSecond();
        assertThat(Long.parseLong(alarm[0]) + Long.parseLong(alarm[4])).isBetween(wakes - 60, wakes + 60);
    }

    /** The machine is off. */
    @Test
    @Execution(CONCURRENT)
    void wakesAMachineByAPacketBeforeItsWindow() throws Exception {
        try (DatagramSocket network = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            network.setSoTimeout((int) Program.PATIENCE.toMillis());
            Program controller = lab.controller(Map.of(
                    "lamplighter.directory",
                    root.resolve("controller").toString(),
                    "lamplighter.checkin.poll-interval",
                    "1s",
                    "lamplighter.wake.broadcast",
                    "127.0.0.1:" + network.getLocalPort(),
                    "quarkus.http.port",
                    "0"));
            Rest operator = lab.operator(controller);
            Program agent = agent(controller, Lab.MACHINE, lab.joinToken(operator, 1));
            operator.apply(lab.manifests("lantern", "lantern"));
            lab.awaitConverged(operator, "lantern");
            agent.kill();

            operator.apply(
                    inGroup(lab.manifests("lantern", "lantern"), window(90).replace("3h}", "3h, wake: lan}")));
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            network.receive(packet);

            assertThat(HexFormat.of().formatHex(packet.getData(), 0, packet.getLength()))
                    .isEqualTo("ff".repeat(6) + "02421a0c7fe1".repeat(16));
            await().atMost(Program.PATIENCE)
                    .untilAsserted(() -> assertThat(said(operator, "events", "--machine", Lab.MACHINE))
                            .contains("WakeSent", "to 02:42:1a:0c:7f:e1 by 127.0.0.1:" + network.getLocalPort()));
            assertThat(said(operator, "describe", "machine", Lab.MACHINE))
                    .containsPattern("Woken: .* by a packet to 127.0.0.1:" + network.getLocalPort())
                    .contains("a packet was sent last at ");
        }
    }

    private Program agent(Program controller, String machine, Path token) {
        MachineFiles files = files(machine);
        files.card("enp3s0", "02:42:1a:0c:7f:e1");
        Map<String, String> properties = new HashMap<>(Map.of(
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
                "lamplighter.probe.every",
                "5s",
                "quarkus.http.port",
                "0"));
        properties.putAll(Map.of(
                "lamplighter.machine-root", files.root().toString(),
                "lamplighter.policy", files.policy("reboot", "wake").toString(),
                "lamplighter.wake.rtcwake", files.program("rtcwake").toString(),
                "lamplighter.reboot.command", files.program("reboot").toString()));
        return lab.agent(properties);
    }

    private MachineFiles files(String machine) {
        return machines.computeIfAbsent(machine, name -> new MachineFiles(root.resolve(name + "-files")));
    }

    private static boolean wasBooted(MachineFiles machine) {
        return Files.exists(machine.said("reboot"));
    }

    private String said(Rest operator, String... arguments) throws InterruptedException {
        Program lamp = lab.lamp(operator, arguments);
        assertThat(lamp.exit()).as(lamp::log).isZero();
        return lamp.log();
    }

    private static String inGroup(String manifests, String more) {
        return manifests.replace(
                "spec: {selector: {}, environments: [lantern]}",
                "spec: {selector: {}, environments: [lantern], " + more + "}");
    }

    /** One that comes, rounded down to the minute. */
    private static String window(int seconds) {
        LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusSeconds(seconds);
        return "window: {cron: \"%d %d * * *\", zone: UTC, duration: 3h}".formatted(opens.getMinute(), opens.getHour());
    }

    private static Path module(Path generation) throws IOException {
        try (var files = Files.walk(generation)) {
            return files.filter(file -> file.endsWith("lantern/__init__.py"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** In place, as an editor does; the copy in the installer's cache stays as it is. */
    private static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling("next");
        Files.write(next, text.getBytes(UTF_8));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}

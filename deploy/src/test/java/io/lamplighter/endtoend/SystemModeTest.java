package io.lamplighter.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.PlantedHomes;
import io.lamplighter.lab.PrivateMachine;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root's agent as it is started on a machine: in the directory that it has by default, under a policy. Runs as root.
 */
class SystemModeTest {
    private static final String HOME = "/var/lib/lamplighter";
    private static final String POLICY = "/var/lib/policy.yaml";
    private static final String VERSION = "import lantern; print(lantern.__version__)";
    private static final Pattern COMMAND = Pattern.compile("Make it: (useradd [\\w /-]+)");

    @TempDir
    Path root;

    private final String builder = "lamp-test-" + ProcessHandle.current().pid();
    private final String somebody = "lamp-user-" + ProcessHandle.current().pid();
    private Lab lab;
    private PrivateMachine machine;
    private PlantedHomes homes;
    private Program controller;
    private Rest operator;

    @BeforeEach
    void haveAControllerAndAMachineWithAPolicy() throws Exception {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"), Wheel.of("lantern", "1.1"));
        machine = PrivateMachine.make();
        homes = new PlantedHomes(machine, "root", somebody);
        run(false, "/usr/sbin/useradd", "--no-create-home", "--home-dir", PlantedHomes.home(somebody), somebody);
        String tools = URI.create(BuiltInSources.defaultIndex()).getHost();
        Files.writeString(machine.path(POLICY), """
                hosts: [127.0.0.1, %s]
                steps: [createEnvironment, solve, install, verify, expose]
                installers: [uv]
                interpreters: [/usr/bin]
                """.formatted(tools));
        controller = lab.controller(0);
        operator = lab.operator(controller);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        lab.close();
        machine.close();
        run(true, "/usr/sbin/userdel", builder);
        run(true, "/usr/sbin/userdel", somebody);
    }

    @Test
    void buildsByAnAccountWithoutRightsSealsRepairsAndGoesBack() throws Exception {
        Program agent = agent();
        operator.apply(lab.manifests("lantern", "lantern==1.0"));

        makeTheBuilderAsTheFailureSays();
        lab.awaitConverged(operator, "lantern");

        Path first = generation();
        shouldBeRootsAlone(first);
        assertThat(permissions("/journal", "/spool", "/credentials", "/scratch"))
                .containsOnly("rwx------");
        assertThat(user(machine.path(HOME + "/cache/uv"))).isEqualTo(Integer.parseInt(run(false, "id", "-u", builder)));
        assertThat(asNobody()).isEqualTo("1.0");
        assertThat(run(true, "/usr/bin/pgrep", "-u", builder)).isEmpty();

        agent.kill();
        agent();
        try (Stream<Path> files = Files.walk(first)) {
            Path installed = files.filter(file -> file.endsWith("lantern-1.0.dist-info"))
                    .findFirst()
                    .orElseThrow();
            Files.move(installed, installed.resolveSibling("gone"));
        }
        await().atMost(Program.PATIENCE).until(() -> !generation().equals(first));
        lab.awaitConverged(operator, "lantern");
        Path repaired = generation();
        shouldBeRootsAlone(repaired);

        operator.apply(lab.manifests("lantern", "lantern==1.1"));
        await().atMost(Program.PATIENCE).until(() -> asNobody().equals("1.1"));
        Program back = lab.lamp(operator, "rollback", Lab.MACHINE, "lantern");
        assertThat(back.exit()).as(back::log).isZero();
        await().atMost(Program.PATIENCE).until(() -> generation().equals(repaired));
        assertThat(asNobody()).isEqualTo("1.0");
        assertThat(homes.opened()).isEmpty();
    }

    /** Without this, {@link PlantedHomes} could not prove that it would see anything. */
    @Test
    void wouldSeeWhoOpensAHome() throws Exception {
        Path home = machine.path(PlantedHomes.home(somebody));

        String read = Files.readString(home.resolve(".condarc"));
        try (Stream<Path> listed = Files.list(home.resolve("miniconda3/envs"))) {
            assertThat(listed).hasSize(1);
        }

        assertThat(read).isNotEmpty();
        assertThat(homes.opened()).containsExactlyInAnyOrder(home.resolve(".condarc"), home.resolve("miniconda3/envs"));
    }

    @Test
    void saysWhatItIsAllowedAndRefusesTheRest() throws Exception {
        run(false, "/bin/sh", "-c", "useradd --system --user-group --no-create-home " + builder);
        Files.writeString(machine.path(POLICY), """
                hosts: [elsewhere.example]
                steps: [solve]
                installers: [uv]
                interpreters: [/usr/bin]
                """);
        agent();

        Program policy = lab.agent(machine, Map.of("lamplighter.policy", POLICY), "policy");
        assertThat(policy.exit()).as(policy::log).isZero();
        assertThat(policy.log()).contains("elsewhere.example");
        operator.apply(lab.manifests("lantern", "lantern"));

        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(Rest.json(operator.get("/api/v1/machines/" + Lab.MACHINE))
                                .at("/facts/sources")
                                .toString())
                        .contains("is not among the hosts of " + POLICY));
        assertThat(machine.path(HOME + "/environments/lantern")).doesNotExist();
    }

    private void makeTheBuilderAsTheFailureSays() throws Exception {
        Matcher command =
                COMMAND.matcher(awaitFailure("BUILDER_MISSING").path("message").asText());
        assertThat(command.find()).isTrue();
        run(false, "/bin/sh", "-c", command.group(1));
    }

    private JsonNode awaitFailure(String signature) {
        return await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> lab.placement(operator, "lantern").at("/run/failure"),
                        failure -> failure.path("signature").asText().startsWith(signature));
    }

    private Program agent() {
        return lab.agent(
                machine,
                Map.of(
                        "user.home",
                        PlantedHomes.home("root"),
                        "lamplighter.policy",
                        POLICY,
                        "lamplighter.execution.disk-reserve",
                        "10M", // of a small file system
                        "lamplighter.builder.account",
                        builder,
                        "lamplighter.controller.url",
                        controller.address(),
                        "lamplighter.controller.machine-name",
                        Lab.MACHINE,
                        "lamplighter.controller.join-token-file",
                        lab.joinToken(operator, 1).toString(),
                        "lamplighter.execution.check-every",
                        "1s",
                        "lamplighter.execution.retry-first",
                        "1s",
                        "quarkus.http.port",
                        "0"));
    }

    private String asNobody() throws IOException, InterruptedException {
        return machine.asNobody(HOME + "/bin/lantern-python", "-c", VERSION);
    }

    private Path generation() throws IOException {
        Path environment = machine.path(HOME + "/environments/lantern");
        return environment.resolve(Files.readSymbolicLink(environment.resolve("current")));
    }

    private List<String> permissions(String... folders) {
        return Stream.of(folders)
                .map(folder -> machine.path(HOME + folder))
                .map(folder -> {
                    try {
                        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static void shouldBeRootsAlone(Path generation) throws IOException {
        try (Stream<Path> all = Files.walk(generation)) {
            assertThat(all).allSatisfy(each -> {
                assertThat(user(each)).isZero();
                if (!Files.isSymbolicLink(each)) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .matches("r.[-x]r-[-x]r-[-x]");
                }
            });
        }
    }

    private static int user(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static String run(boolean mayFail, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor() == 0 || mayFail).as(said).isTrue();
        return said;
    }
}

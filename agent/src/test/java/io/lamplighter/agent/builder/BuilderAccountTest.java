package io.lamplighter.agent.builder;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.StartedBy;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As root, with a real account. */
class BuilderAccountTest {
    @TempDir
    Path scratch;

    private SystemMachine machine;
    private BuilderAccount builder;
    private Path generation;

    @BeforeEach
    void begin() throws Exception {
        machine = SystemMachine.make(scratch);
        builder = new BuilderAccount(machine.layout(), machine.builder().name(), machine.commands());
        generation = machine.layout().environments().resolve("generation");
        builder.begin(generation);
    }

    @AfterEach
    void end() throws Exception {
        machine.close();
    }

    @Test
    void runsProgramsAsTheBuilderWithoutAnyPrivilege() throws Exception {
        var root = new StartedBy(
                List.of("/usr/bin/setpriv", "--groups=4,24"), machine.commands()); // as a root of many groups
        builder = new BuilderAccount(machine.layout(), machine.builder().name(), root);

        String said = run(command("id -u; id -G; grep -E '^(CapBnd|CapEff|CapInh|NoNewPrivs)' /proc/self/status"));

        int user = machine.builder().user();
        assertThat(said.lines().toList().subList(0, 2))
                .containsExactly(
                        "" + user,
                        TestMachine.run("/usr/bin/id", "-g", machine.builder().name()));
        assertThat(said)
                .contains("NoNewPrivs:\t1")
                .containsPattern("CapBnd:\t0{16}")
                .containsPattern("CapEff:\t0{16}");
    }

    @Test
    void givesAProgramItsVariablesAndRootNone() throws Exception {
        var variables = Map.of("QUOTED", "it's $HOME `id`\nand more", "SHELLOPTS", "xtrace", "GREETING", "hello");

        String said = run(
                new Command(List.of("/usr/bin/env"), variables, machine.layout().temporary(), Duration.ofSeconds(20)));

        assertThat(said)
                .contains("QUOTED=it's $HOME `id`\nand more")
                .contains("GREETING=hello")
                .doesNotContain("+ ");
    }

    @Test
    void handsSecretsToTheProgramAloneAndOnlyWhileItRuns() throws Exception {
        Path given = machine.layout().given();
        Path secret = given.resolve("credentials/store");
        String name = machine.builder().name();

        String said = run(command("cat \"$1\"; stat -c ' %a %U' \"$1\" \"$2\"", secret, given.resolve("environment"))
                .handing(List.of(new SecretFile(secret, "sesame"))));

        assertThat(said.lines()).containsExactly("sesame 600 " + name, " 600 " + name);
        assertThat(secret).doesNotExist();
        assertThat(given.resolve("environment")).doesNotExist();
    }

    @Test
    void keepsAnIsolatedProgramFromTheNetworkAndFromEverythingThatIsNotItsOwn() throws Exception {
        Path beside = Files.createDirectory(machine.layout().environments().resolve("beside"));
        Account.give(beside, machine.builder().user(), machine.builder().user());
        Path outside = Path.of("/tmp/written-by-" + machine.builder().name());

        String said = run(command("""
                for at in "$1" "$2" "$3" .; do
                    (: > "$at/written") 2> /dev/null && echo "wrote $at"
                done
                tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '
                (: > "$4") && echo "wrote /tmp"
                """, generation, beside, machine.layout().uvCache(), outside)
                .isolated(generation));

        assertThat(said.lines()).containsExactly("wrote " + generation, "wrote .", "lo", "wrote /tmp");
        assertThat(outside).doesNotExist();
    }

    @Test
    void letsNobodyButRootReadWhatIsTheAgentsOwn() throws Exception {
        for (Path own : List.of(
                machine.layout().spool(),
                machine.layout().journal(),
                machine.layout().credentials(),
                machine.layout().scratch())) {
            Files.writeString(own.resolve("file"), "private\n");

            assertThat(run(command("cat \"$1/file\" 2> /dev/null || echo kept out", own))
                            .strip())
                    .isEqualTo("kept out");
        }
    }

    @Test
    void endsWhatHidesFromItsGroupWhenACommandIsOver() throws Exception {
        run(command("setsid sleep 600 > /dev/null 2>&1 & echo started"));

        assertThat(running()).isZero();
    }

    @Test
    void endsEverythingAtTheDeadline() throws Exception {
        Command endless = new Command(
                List.of("/bin/sh", "-c", "setsid sleep 600 & sleep 600"),
                Map.of(),
                machine.layout().temporary(),
                Duration.ofMillis(500));

        CommandResult result = builder.commands().run(endless);

        assertThat(result).isInstanceOf(CommandResult.TimedOut.class);
        assertThat(running()).isZero();
    }

    @Test
    void endsWhatAnEarlierAgentLeft() throws Exception {
        Process left = new ProcessBuilder(
                        SystemTools.SETPRIV.path().toString(),
                        "--reuid=" + machine.builder().user(),
                        "--clear-groups",
                        "--",
                        "/usr/bin/sleep",
                        "600")
                .start();
        await().until(() -> running() > 0);

        builder.endAll();

        assertThat(left.waitFor(10, SECONDS)).isTrue();
        assertThat(running()).isZero();
    }

    @Test
    void leavesNothingOfTheBuildBefore() throws Exception {
        run(command(
                "mkdir -p \"$1/.config\" && mkfifo \"$1/.config/pip.conf\" && ln -s /etc/shadow \"$2/pylock.toml\"",
                machine.layout().home(),
                machine.layout().temporary()));

        builder.begin(machine.layout().environments().resolve("next"));

        assertThat(machine.layout().home()).isEmptyDirectory();
        assertThat(machine.layout().temporary()).isEmptyDirectory();
    }

    @Test
    void saysHowToMakeAMissingAccount() throws Exception {
        BuilderAccount missing = new BuilderAccount(machine.layout(), "no-such-builder", machine.commands());

        assertThat(missing.obstacle().map(FailureException::diagnosis)).hasValueSatisfying(diagnosis -> {
            assertThat(diagnosis.signature()).hasToString("BUILDER_MISSING:no-such-builder");
            assertThat(diagnosis.message()).contains("useradd --system").contains("/usr/sbin/nologin no-such-builder");
        });
        assertThat(builder.obstacle()).isEmpty();
    }

    @Test
    void buildsAsNobodyWhoIsRootOrNobody() {
        assertThat(Account.parse("root:x:0:0:root:/root:/bin/bash")).isEmpty();
        assertThat(Account.parse("nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin"))
                .isEmpty();
        assertThat(Account.parse("b:x:901:902::/nonexistent:/usr/sbin/nologin")).contains(new Account("b", 901, 902));
    }

    private Command command(String script, Path... arguments) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        for (Path argument : arguments) {
            line.add(argument.toString());
        }
        return new Command(
                line, Map.of("PATH", "/usr/bin:/bin"), machine.layout().temporary(), Duration.ofSeconds(20));
    }

    private String run(Command command) throws Exception {
        CommandResult result = builder.commands().run(command);
        assertThat(result).isInstanceOf(Exited.class);
        return ((Exited) result).output();
    }

    /** How many live: what is dead and not counted yet by its parent runs nothing. */
    private int running() throws Exception {
        return Integer.parseInt(TestMachine.run(
                "/bin/sh",
                "-c",
                "/bin/ps -o stat= -u \"$1\" | /bin/grep -vc Z || true",
                "sh",
                machine.builder().name()));
    }
}

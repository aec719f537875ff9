package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.lab.Account;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Ports;
import io.lamplighter.lab.PrivateMachine;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that a plain account starts for itself, configured by that account's own file, in the directories that it
 * has by default. Runs as root, which makes the accounts and removes them.
 */
class UserModeTest {
    private static final String STATE = ".local/state/lamplighter";
    private static final String KERNEL = ".local/share/jupyter/kernels/lamplighter-lantern/kernel.json";
    private static final String POLICY = "/var/lib/locked/policy.yaml";
    private static final String VERSION = "import lantern; print(lantern.__version__)";

    @TempDir
    Path root;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Lab lab;
    private PrivateMachine machine;
    private Account account;

    @BeforeEach
    void haveAnAccount() throws IOException {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "only root can make the account that the agent is to run as");
        machine = opened(PrivateMachine.make());
        account = opened(
                Account.make(machine, "lamp-plain-" + ProcessHandle.current().pid()));
        lab = opened(new Lab(
                Programs.BUILT,
                root,
                Wheel.of("lantern", "1.0"),
                new Wheel("ipykernel", "6.29", Map.of("ipykernel_launcher.py", "started = True\n"))));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void buildsProvesAndShowsAnEnvironmentInItsHomeAndNowhereElse() throws Exception {
        Rest operator = haveAController();
        operator.apply(lab.manifests("lantern", "lantern", "ipykernel"));

        Program agent = lab.agent(account, Map.of());
        lab.awaitConverged(operator, "lantern");

        JsonNode run = lab.placement(operator, "lantern").path("run");
        assertThat(run.path("outcome").asText()).isEqualTo("ACTIVATED");
        assertThat(run.path("checks").findValuesAsText("result")).isNotEmpty().containsOnly("PASSED");
        assertThat(account.run(account.home(STATE + "/bin/lantern-python"), "-c", VERSION))
                .isEqualTo("1.0");
        String python = Wire.mapper()
                .readTree(account.run("/bin/cat", account.home(KERNEL)))
                .at("/argv/0")
                .asText();
        assertThat(python).startsWith(account.home(STATE));
        assertThat(account.run(python, "-c", VERSION)).isEqualTo("1.0");
        assertThat(machine.run("/usr/bin/stat", "-c", "%a", account.home(STATE + "/identity.json")))
                .isEqualTo("600");

        agent.close();
        assertThat(machine.run("/usr/bin/find", account.home(""), "!", "-user", account.user()))
                .isEmpty();
        assertThat(shell("find /tmp /var/tmp /var/lib /dev/shm /run /home -xdev -user " + account.user()
                        + " 2> /dev/null | grep -v ^" + account.home("")))
                .isEmpty();
        assertThat(shell("pgrep -u " + account.user())).isEmpty();
    }

    /** Root's policy, in a folder that an administrator has closed to everybody else. */
    @Test
    void buildsNothingUnderAPolicyThatItCannotRead() throws Exception {
        machine.run("/usr/bin/install", "-d", "-m", "700", "/var/lib/locked");
        Files.writeString(machine.path(POLICY), """
                hosts: [127.0.0.1, "%s"]
                steps: [createEnvironment, solve, install, verify, expose]
                installers: [uv]
                interpreters: [/usr/bin]
                """.formatted(
                        URI.create(BuiltInSources.defaultIndex()).getHost()));
        Rest operator = haveAController();
        operator.apply(lab.manifests("lantern", "lantern"));

        Map<String, String> underThePolicy =
                Map.of("lamplighter.policy", POLICY, "lamplighter.probe.sources-every", "2s");
        Program agent = lab.agent(account, underThePolicy);
        await().atMost(Program.PATIENCE)
                .until(() -> agent.log().contains("The policy of this machine cannot be relied on"));
        Program asked = lab.agent(account, underThePolicy, "policy");

        assertThat(asked.exit()).as(asked::log).isEqualTo(1);
        assertThat(asked.log()).contains("the agent's account may not read " + POLICY, "Correct ");
        await().atMost(Program.PATIENCE)
                .untilAsserted(
                        () -> assertThat(lab.placement(operator, "lantern").toString())
                                .contains("\"Rejected\"", "the agent's account may not read " + POLICY));
        machine.run("/bin/chmod", "755", "/var/lib/locked");
        lab.awaitConverged(operator, "lantern");
        Program again = lab.agent(account, underThePolicy, "policy");
        assertThat(again.exit()).as(again::log).isZero();
        assertThat(again.log()).contains("User mode. ", POLICY);
    }

    /** Two agents of two accounts on one machine, and what the second is told that has something of the first's. */
    @Test
    void refusesWhatIsAnotherAgents() throws Exception {
        int port = Ports.free();
        Map<String, String> first = Map.of(
                "lamplighter.controller.url",
                "http://127.0.0.1:" + Ports.free(),
                "quarkus.http.port",
                String.valueOf(port));
        lab.agent(account, first).address();
        Account nobody = Account.nobody(machine);
        machine.run("/usr/bin/install", "-d", "-o", nobody.user(), "/var/lib/nobodys");

        Program onItsPort = lab.agent(nobody, with(first, "lamplighter.directory", "/var/lib/nobodys"));
        Program inItsFolder = lab.agent(nobody, with(first, "lamplighter.directory", account.home(STATE)));
        Program beside = lab.agent(account, with(first, "quarkus.http.port", "0"));
        Program asTheSystems = lab.agent(account, with(first, "lamplighter.mode", "system"));

        shouldRefuse(
                onItsPort,
                "The agent cannot listen on 127.0.0.1:" + port,
                "stop what listens there, or set quarkus.http.port to a free port");
        shouldRefuse(
                inItsFolder,
                "The agent cannot write to its directory " + account.home(STATE),
                "name another in lamplighter.directory");
        shouldRefuse(beside, "Another agent works in " + account.home(STATE), "stop that one, or give this one");
        shouldRefuse(asTheSystems, "Only root can work in system mode", "or set lamplighter.mode=user");
    }

    /** One that the account's own file names. */
    private Rest haveAController() throws IOException {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        account.write("join-token", Files.readString(lab.joinToken(operator, 1)));
        account.write(".config/lamplighter/agent.properties", """
                lamplighter.controller.url=%s
                lamplighter.controller.machine-name=%s
                lamplighter.controller.join-token-file=%s
                lamplighter.execution.disk-reserve=10M
                quarkus.http.port=0
                """.formatted(
                        controller.address(), Lab.MACHINE, account.home("join-token")));
        return operator;
    }

    /** What a line of shell says, whatever it ends with. */
    private String shell(String line) {
        return machine.run("/bin/sh", "-c", line + "; true");
    }

    private static Map<String, String> with(Map<String, String> properties, String key, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(key, value);
        return changed;
    }

    private static void shouldRefuse(Program agent, String... sentence) throws InterruptedException {
        assertThat(agent.exit()).as(agent::log).isNotZero();
        assertThat(agent.log()).contains(sentence).doesNotContain("\tat ");
    }

    private <T extends AutoCloseable> T opened(T each) {
        opened.add(each);
        return each;
    }
}

package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong before anything runs: each ends with what, where, and the next step. */
class RefusedStartTest {
    private static final String INTERNAL = "Exception in thread|\\tat |Caused by";

    enum Kind {
        CONTROLLER,
        AGENT
    }

    @TempDir
    Path root;

    private Lab lab;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root);
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void namesATakenPort(Kind kind) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program program = start(kind, "quarkus.http.port", String.valueOf(taken.getLocalPort()));

            shouldRefuse(program, String.valueOf(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void namesAKeyThatItDoesNotKnow(Kind kind) throws Exception {
        Program program = start(kind, "lamplighter.directry", "x");

        shouldRefuse(program, "lamplighter.directry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"facts", "doctor", "policy", "credentials"})
    void namesASettingThatIsOfNoUseForOneAnswerToo(String command) throws Exception {
        Program program = lab.agent(
                Map.of("lamplighter.directory", root.toString(), "lamplighter.authorities", "/nowhere.pem"), command);

        shouldRefuse(program, "/nowhere.pem that lamplighter.authorities names cannot be read");
        assertThat(program.exit()).isEqualTo(2);
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        Program program = start(Kind.CONTROLLER, "quarkus.http.host", "0.0.0.0");

        shouldRefuse(program, "0.0.0.0");
    }

    @Test
    void refusesADirectoryThatAnotherControllerUses() throws Exception {
        lab.controller(0).address();

        Program second = lab.controller(0);

        shouldRefuse(second, "Another controller uses the data directory");
    }

    @Test
    void saysThatTheJoinTokenIsWrongAndEnrolsWithTheRightOne() throws Exception {
        Program controller = lab.controller(0);
        Path file = lab.write("token", "no-such-token");
        Program refused = lab.agent(controller.address(), file);
        await().atMost(Program.PATIENCE).until(() -> refused.log().contains("refuses the join token in " + file));
        refused.close(); // it would try again by itself, but not soon

        Files.writeString(file, Files.readString(lab.joinToken(lab.operator(controller), 1)));
        Program agent = lab.agent(controller.address(), file);

        await().atMost(Program.PATIENCE).until(() -> agent.log().contains("Enrolled as"));
    }

    private Program start(Kind kind, String key, String value) {
        var properties = new HashMap<>(
                Map.of("lamplighter.directory", root.resolve("state").toString(), "quarkus.http.port", "0"));
        properties.put(key, value);
        return switch (kind) {
            case CONTROLLER -> lab.controller(properties);
            case AGENT -> lab.agent(properties);
        };
    }

    private static void shouldRefuse(Program program, String reason) throws InterruptedException {
        assertThat(program.exit()).as(program::log).isNotZero();
        assertThat(program.log()).contains(reason).doesNotContainPattern(INTERNAL);
    }
}

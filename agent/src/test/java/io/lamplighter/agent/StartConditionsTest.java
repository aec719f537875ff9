package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartConditionsTest {
    private static final URI HERE = URI.create("http://127.0.0.1:8680");

    @TempDir
    Path folder;

    @Test
    void makeTheDirectoryAndLetTheAgentStart() {
        Path directory = folder.resolve("new/agent");

        new StartConditions(station(directory)).check(HERE, "127.0.0.1", 0);

        assertThat(directory).isDirectoryContaining("glob:**lock");
    }

    @Test
    void refuseASecondAgentInOneDirectory() {
        StartConditions first = new StartConditions(station(folder));
        first.check(HERE, "127.0.0.1", 0);

        assertRefused(new StartConditions(station(folder)), HERE, 0, "Another agent works in " + folder);
    }

    @Test
    void refuseADirectoryThatCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused(new StartConditions(station(file)), HERE, 0, "cannot write to its directory " + file);
    }

    @Test
    void refuseATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    new StartConditions(station(folder)),
                    HERE,
                    taken.getLocalPort(),
                    "cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void refuseANumberThatIsNoPort() {
        assertRefused(new StartConditions(station(folder)), HERE, 70_000, "cannot listen on 127.0.0.1:70000");
    }

    @Test
    void refuseAnAddressThatTheMachineDoesNotHave() {
        StartConditions conditions = new StartConditions(station(folder));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> conditions.check(HERE, "192.0.2.17", 0))
                .withMessageContaining("cannot listen on 192.0.2.17 (")
                .withMessageContaining("set quarkus.http.host to an address of this machine");
    }

    @Test
    void takeAnyAddressOfTheMachine() {
        assertThatCode(() -> new StartConditions(station(folder)).check(HERE, "127.0.0.2", 0))
                .doesNotThrowAnyException();
    }

    @Test
    void refuseToSpeakInTheClearOverANetwork() {
        assertRefused(new StartConditions(station(folder)), URI.create("http://controller:8680"), 0, "plain http");
        assertThatCode(() -> new StartConditions(station(folder))
                        .check(URI.create("https://controller:8680"), "127.0.0.1", 0))
                .doesNotThrowAnyException();
    }

    private static Station station(Path directory) {
        return new Station(new Layout(directory), false, directory.resolve("policy.yaml"), TestMachine.NETWORK);
    }

    private static void assertRefused(StartConditions conditions, URI controller, int port, String because) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> conditions.check(controller, "127.0.0.1", port))
                .withMessageContaining(because);
    }
}

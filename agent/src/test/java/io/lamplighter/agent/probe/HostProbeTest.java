package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.api.machine.MachineFacts.Host;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostProbeTest {
    @TempDir
    Path root;

    @Test
    void readsTheHost() throws Exception {
        new FakeMachine(root).host();
        ScriptedCommands commands =
                new ScriptedCommands().when("uname", "aarch64\n").when("getconf", "glibc 2.36\n");

        Host host = new HostProbe(root, commands, Duration.ofSeconds(1), Listening.NOWHERE).read();

        assertThat(host.hostName()).isEqualTo("lab-1");
        assertThat(host.distribution()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(host.kernel()).isEqualTo("6.1.0-38-amd64");
        assertThat(host.architecture()).isEqualTo("aarch64");
        assertThat(host.glibc()).isEqualTo("2.36");
        assertThat(host.logicalProcessors()).isPositive();
        assertThat(host.memoryMib()).isPositive();
        assertThat(host.metrics()).isNull();
    }

    @Test
    void saysNoGlibcWhereThereIsNone() throws Exception {
        new FakeMachine(root).host();
        ScriptedCommands commands = new ScriptedCommands()
                .when("uname", "x86_64\n")
                .when("ldd", new Exited(1, "musl libc (x86_64)\nVersion 1.2.5\n"));

        Host host = new HostProbe(root, commands, Duration.ofSeconds(1), Listening.NOWHERE).read();

        assertThat(host.glibc()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            glibc 2.36                              | 2.36
            ldd (Debian GLIBC 2.36-9+deb12u9) 2.36  | 2.36
            ldd (GNU libc) 2.17                     | 2.17
            """)
    void findsTheVersionOfGlibc(String output, String version) {
        assertThat(HostProbe.parseGlibc(output)).contains(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PRETTY_NAME="Ubuntu 24.04.1 LTS" | Ubuntu 24.04.1 LTS
            NAME='Rocky Linux'               | Rocky Linux
            ID=arch                          | Linux
            """)
    void readsHowTheSystemNamesItself(String osRelease, String name) {
        assertThat(HostProbe.parseDistribution(osRelease)).isEqualTo(name);
    }
}

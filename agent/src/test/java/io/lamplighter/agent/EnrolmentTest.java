package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.lamplighter.agent.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {
    private static final String WHOLE =
            "--controller https://lamplighter.lab.example --join-token-file /root/token --allow-host mirror.lab.example";

    @TempDir
    Path folder;

    @Test
    void writesTheControllerAndAPolicyThatIsReadBack() throws Exception {
        PolicyFile policy = new PolicyFile(folder.resolve("etc/policy.yaml"), false);
        Path properties = folder.resolve("etc/agent.properties");

        parse(WHOLE + " --allow-host *.wheels.example --allow-interpreters /opt/python")
                .write(properties, policy);

        assertThat(properties)
                .content()
                .contains("lamplighter.controller.url=https\\://lamplighter.lab.example")
                .contains("lamplighter.controller.join-token-file=/root/token");
        assertThat(policy.current().explanation()).isEqualTo("""
                Allowed by %s; everything else is refused, whatever a controller says.

                  hosts         mirror.lab.example, *.wheels.example
                  steps         createEnvironment, solve, install, verify, expose
                  installers    uv
                  interpreters  /opt/python
                  sourceBuilds  no: packages are installed from binary files only
                  background    no: nothing is built while a gate is closed
                  reboot        no: the machine is never booted
                  wake          no: the machine's clock is left alone, and nobody is told how a packet could wake it
                """.formatted(policy.file()));
    }

    @Test
    void replacesNothingThatAPersonWrote() throws Exception {
        PolicyFile policy = new PolicyFile(folder.resolve("policy.yaml"), false);
        Path properties = Files.writeString(folder.resolve("agent.properties"), "lamplighter.mode=system\n");

        assertThatIOException()
                .isThrownBy(() -> parse(WHOLE).write(properties, policy))
                .withMessageContaining(properties + " is there already");
        assertThat(policy.file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--allow-host mirror.lab.example",
                "--controller https://lamplighter.lab.example --join-token-file /root/token",
                WHOLE + " --allow-host",
                WHOLE + " --allow-hosts mirror.lab.example",
                WHOLE + " --allow-host https://mirror.lab.example/simple",
                WHOLE + " --allow-interpreters ../python",
            })
    void takesNothingThatIsNotWhole(String options) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> parse(options));
    }

    private static Enrolment parse(String options) {
        return Enrolment.parse(List.of(options.split(" ")));
    }
}

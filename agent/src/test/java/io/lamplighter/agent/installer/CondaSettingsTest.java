package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CondaSettingsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            channels: [defaults]                   | "channels": ["defaults"]             |
            envs_dirs: [/var/lib/lamplighter]      | "envs_dirs": ["/var/lib/lamplighter"]|
            pinned_packages: [numpy 1.26.*]        | "pinned_packages": ["numpy 1.26.*"]  | sets pinned_packages
            create_default_packages: [pip]         | "create_default_packages": ["pip"]   | sets create_default_packages
            override_channels_enabled: false       | "override_channels_enabled": false   | sets override_channels_enabled
            proxy_servers: {http: http://p:3128}   | "proxy_servers": {"http": "http://p:3128"} | sets proxy_servers
            pkgs_dirs: [/opt/conda/pkgs]           | "pkgs_dirs": ["/opt/conda/pkgs"]     | sets pkgs_dirs
            of_a_later_version: true               | "of_a_later_version": true           | sets of_a_later_version
            ssl_verify: false #!final              | "ssl_verify": false                  | has a setting that is marked #!final
            """)
    void namesWhatWouldHaveASay(String line, String setting, @Nullable String leak) throws Exception {
        Path file = Files.writeString(folder.resolve(".condarc"), line + "\n");
        String answer = """
                {"%s": {%s}, "envvars": {"pinned_packages": ["of the agent's own"]}, "cmd_line": {"json": true}}
                """.formatted(file, setting);

        assertThat(CondaSettings.read(answer).leaks())
                .isEqualTo(leak == null ? List.of() : List.of(file.toRealPath() + " " + leak));
    }

    @Test
    void letsNoCondaBuildThatTheMachineSteers() throws Exception {
        Layout layout = TestMachine.layout(Files.createDirectory(folder.resolve("agent")));
        Path condarc = Files.writeString(folder.resolve(".condarc"), "pinned_packages: [numpy 1.26.*]\n");
        Path program = Files.createDirectories(folder.resolve("conda/bin")).resolve("conda");
        Files.writeString(program, """
                #!/bin/sh
                [ "$*" = "config --show-sources --json" ] || exit 1
                echo '{"%s": {"pinned_packages": ["numpy 1.26.*"]}}'
                """.formatted(condarc));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path records = Files.createDirectories(folder.resolve("conda/conda-meta"));
        Files.writeString(records.resolve("conda-24.9.2-py312h06a4308_0.json"), "{}");
        var found = new CondaProgram(TestMachine.commands(layout), List.of(program.getParent()), Policies.OPEN);
        var conda = new CondaInstaller(layout, TestMachine.commands(layout), found, TestMachine.NETWORK);

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> conda.create(folder.resolve("generation"), CommandWatch.NOTHING))
                .withMessageContaining("CONDA_CONFIGURED")
                .withMessageContaining(condarc + " sets pinned_packages");
        assertThat(folder.resolve("generation")).doesNotExist();
    }
}

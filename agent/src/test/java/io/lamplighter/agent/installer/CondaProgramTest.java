package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.machine.MachineFacts.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CondaProgramTest {
    @TempDir
    Path folder;

    @Test
    void takesMicromambaBeforeMambaBeforeCondaWhereverTheyAre() throws Exception {
        installation("first", "conda", "24.9.2");
        installation("second", "mamba", "2.1.0");

        assertThat(tool(Policies.OPEN)).isEqualTo(new Tool("mamba", "2.1.0", folder + "/second/bin/mamba"));
        program(folder.resolve("third/bin/micromamba"), "echo 2.3.2");
        assertThat(tool(Policies.OPEN)).isEqualTo(new Tool("micromamba", "2.3.2", folder + "/third/bin/micromamba"));
    }

    @Test
    void takesOnlyWhatAPolicyNames() throws Exception {
        installation("first", "conda", "24.9.2");
        program(folder.resolve("third/bin/micromamba"), "echo 2.3.2");

        assertThat(tool(policy(InstallerProgram.CONDA)).name()).isEqualTo("conda");
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> conda(policy(InstallerProgram.MAMBA)).locate())
                .withMessageContaining("CONDA_MISSING")
                .withMessageContaining("third/bin/micromamba is not among the installers of the test");
    }

    @Test
    void saysThatThereIsNoneAndWhatToInstall() throws Exception {
        assertThat(conda(Policies.OPEN).tool()).isEmpty();
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> conda(Policies.OPEN).locate())
                .satisfies(failure -> assertThat(failure.diagnosis().remedy()).contains("micromamba 2.0 or newer"))
                .withMessage("CONDA_MISSING: No conda on this machine may be run.");
    }

    @ParameterizedTest
    @CsvSource({
        "bin/conda",
        "lib/python3.12/site-packages",
        "lib/python3.12/site-packages/conda",
        "conda-meta",
        ".",
    })
    void runsNothingThatOthersCanAlter(String part) throws Exception {
        installation("first", "conda", "24.9.2");
        Path open = folder.resolve("first").resolve(part).normalize();
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> conda(Policies.OPEN).locate())
                .withMessageContaining("first/bin/conda is not run, for others than root and this account can write");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5.8,               is 1.5.8",
        "'mamba 1.5.8',       does not say its version",
        "'',                  does not say its version",
    })
    void saysWhyAnOldOneIsNotTaken(String answer, String why) throws Exception {
        program(folder.resolve("third/bin/micromamba"), "echo '" + answer + "'");

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> conda(Policies.OPEN).locate())
                .withMessageContaining("third/bin/micromamba " + why);
    }

    @Test
    void asksAMicromambaOnceWhileItIsTheSame() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("first/bin"));
        Path micromamba = Files.write(bin.resolve("micromamba"), new byte[] {0x7f, 'E', 'L', 'F'});
        Files.setPosixFilePermissions(micromamba, PosixFilePermissions.fromString("rwxr-xr-x"));
        var asked = new AtomicInteger();
        var conda = new CondaProgram(_ -> new Exited(0, "2.3." + asked.incrementAndGet()), List.of(bin), Policies.OPEN);

        assertThat(conda.tool().orElseThrow().version()).isEqualTo("2.3.1");
        assertThat(conda.tool().orElseThrow().version()).isEqualTo("2.3.1");
    }

    private Tool tool(Policies policies) throws Exception {
        return conda(policies).tool().orElseThrow();
    }

    private CondaProgram conda(Policies policies) {
        List<Path> folders =
                List.of(folder.resolve("first/bin"), folder.resolve("second/bin"), folder.resolve("third/bin"));
        return new CondaProgram(new SystemCommands(folder.resolve("scratch")), folders, policies);
    }

    private static Policies policy(InstallerProgram allowed) {
        PolicyRules rules = new PolicyRules(List.of(), List.of(), List.of(allowed), List.of(), false);
        return () -> new Policy("the test", rules);
    }

    private void installation(String name, String kind, String version) throws IOException {
        Path prefix = folder.resolve(name);
        Files.createDirectories(prefix.resolve("lib/python3.12/site-packages/conda"));
        Files.createDirectories(prefix.resolve("conda-meta"));
        Files.writeString(prefix.resolve("conda-meta/" + kind + "-" + version + "-py312h06a4308_0.json"), "{}");
        Files.writeString(prefix.resolve("conda-meta/" + kind + "-libmamba-solver-24.9.0-pyhd8ed1ab_0.json"), "{}");
        program(prefix.resolve("bin").resolve(kind), "echo it was started >&2; exit 1");
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

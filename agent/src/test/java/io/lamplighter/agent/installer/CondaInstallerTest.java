package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.api.name.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CondaInstallerTest {
    private static final int BYTES = 10_000;

    @TempDir
    Path folder;

    @Test
    void removesItsPackagesWhenTheyExceedTheBudgetAndCountsThemAsToBeFetched() throws Exception {
        Layout layout = TestMachine.layout(folder);
        var commands = TestMachine.commands(layout);
        var program = new CondaProgram(commands, List.of(), Policies.OPEN);
        var conda = new CondaInstaller(layout, commands, program, TestMachine.NETWORK);
        Path channels = Files.createDirectories(layout.condaCache().resolve("channels"));
        Path packages = Files.createDirectories(layout.condaCache().resolve("packages"));
        Files.write(packages.resolve("numpy-2.4.0-py_0.conda"), new byte[BYTES]);
        FetchedFiles fetched = new FetchedFiles(layout.cache());
        fetched.add(List.of(Sha256.of("numpy")));

        assertThat(conda.trim(10 * BYTES)).isZero();
        assertThat(packages).isNotEmptyDirectory();
        assertThat(conda.trim(BYTES / 2)).isGreaterThanOrEqualTo(BYTES);
        assertThat(packages).doesNotExist();
        assertThat(channels).exists();
        assertThat(fetched.all()).isEmpty();
    }
}

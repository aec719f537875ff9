package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CondaPrefixTest {
    @TempDir
    Path prefix;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(prefix.resolve("conda-meta"));
        record("numpy", "1.26.4", "\"python >=3.11,<3.12.0a0\", \"__glibc >=2.17\", \"of a later form [[\"");
        record("python", "3.11.9", "");
    }

    @Test
    void findsEveryDependencyMetAndAsksForNoneOfTheMachines() throws IOException {
        assertThat(CondaPrefix.read(prefix).complaints()).isEmpty();
    }

    @Test
    void namesWhoWantsWhat() throws IOException {
        record("scipy", "1.17.0", "\"numpy >=2\", \"libgfortran5\", \"python * *_cpython\"");

        assertThat(CondaPrefix.read(prefix).complaints())
                .containsExactly(
                        "scipy 1.17.0 wants numpy >=2, and numpy is 1.26.4 h0_0",
                        "scipy 1.17.0 wants libgfortran5, which is not installed",
                        "scipy 1.17.0 wants python * *_cpython, and python is 3.11.9 h0_0");
    }

    private void record(String name, String version, String depends) throws IOException {
        Files.writeString(prefix.resolve("conda-meta/" + name + "-" + version + "-h0_0.json"), """
                {"name": "%s", "version": "%s", "build": "h0_0", "depends": [%s]}
                """.formatted(
                        name, version, depends));
    }
}

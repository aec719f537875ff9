package io.lamplighter.agent.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvmlLocationsTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/x86_64-linux-gnu",
                "usr/lib/aarch64-linux-gnu",
                "usr/lib64",
                "usr/lib",
                "usr/lib/wsl/lib",
                "run/opengl-driver/lib"
            })
    void findsItWhereDistributionsAndWindowsPutIt(String folder) throws Exception {
        Path library = file(folder);

        assertThat(NvmlLocations.of("Linux", root, Map.of()).first()).isEqualTo(Optional.of(library));
    }

    @Test
    void prefersWhatWindowsLends() throws Exception {
        file("usr/lib/x86_64-linux-gnu");
        Path lent = file("usr/lib/wsl/lib");

        assertThat(NvmlLocations.of("Linux", root, Map.of()).first()).isEqualTo(Optional.of(lent));
    }

    @Test
    void knowsTheFoldersOfWindows() {
        NvmlLocations locations =
                NvmlLocations.of("Windows 11", root, Map.of("SystemRoot", "/windows", "ProgramFiles", "/programs"));

        assertThat(locations.files())
                .containsExactly(
                        Path.of("/windows/System32/nvml.dll"), Path.of("/programs/NVIDIA Corporation/NVSMI/nvml.dll"));
    }

    private Path file(String folder) throws Exception {
        Path library = Files.createDirectories(root.resolve(folder)).resolve("libnvidia-ml.so.1");
        return Files.writeString(library, "");
    }
}

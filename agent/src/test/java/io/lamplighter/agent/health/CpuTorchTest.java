package io.lamplighter.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTorchTest {
    @TempDir
    Path generation;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lib/python3.11/site-packages/torch-2.10.0+cpu.dist-info          | torch-2.10.0+cpu
            lib/python3.11/site-packages/torch-2.10.0+cu126.dist-info        |
            lib/python3.11/site-packages/torch-2.10.0.dist-info              |
            lib/python3.11/site-packages/torchvision-0.25.0+cpu.dist-info    |
            conda-meta/pytorch-2.5.1-cpu_generic_py311_h2b2f4d4_8.json       | pytorch-2.5.1-cpu_generic_py311_h2b2f4d4_8
            conda-meta/pytorch-2.5.1-cuda126_generic_py311_h2b2f4d4_208.json |
            """)
    void isKnownByTheNameOfWhatWasInstalled(String file, String found) throws Exception {
        Files.createDirectories(generation.resolve(file));

        assertThat(CpuTorch.in(generation).orElse(null)).isEqualTo(found);
    }

    @Test
    void isNowhereInAFolderThatIsGone() {
        assertThat(CpuTorch.in(generation.resolve("gone"))).isEmpty();
    }
}

package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelModuleTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024                              | 535.183.01 | closed
            NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  590.48.01  Release Build  (x@y)  Mon Dec  8 00:00:00 UTC 2025 | 590.48.01  | open
            """)
    void readsBothFormsOfTheModule(String line, String version, String flavor) {
        assertThat(KernelModule.parse(line)).contains(new KernelModule(version, flavor));
    }

    @Test
    void takesTheKernelsWordWhereTheModuleSaysNothing() throws Exception {
        new FakeMachine(root).module("580.95.05");

        assertThat(KernelModule.read(root)).contains(new KernelModule("580.95.05", ""));
    }

    @Test
    void findsNoneWhereNoneIsLoaded() throws Exception {
        Files.createDirectories(root.resolve("sys/module"));

        assertThat(KernelModule.read(root)).isEmpty();
    }
}

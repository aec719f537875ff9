package io.lamplighter.api.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    private static final Platform PATHFINDER = new Platform("linux", "x86_64", "2.36", "3.11");

    @ParameterizedTest
    @CsvSource(textBlock = """
            linux,   x86_64,  2.36,    3.11, true
            linux,   x86_64,  2.100,   3.11, true
            linux,   x86_64,  2.35,    3.11, false
            linux,   x86_64,  2.9,     3.11, false
            linux,   x86_64,  unknown, 3.11, false
            linux,   x86_64,  ,        3.11, false
            linux,   x86_64,  2.36,    3.12, false
            linux,   x86_64,  2.36,    ,     false
            linux,   aarch64, 2.36,    3.11, false
            windows, x86_64,  2.36,    3.11, false
            """)
    void runsTheFilesOfAMachineWithAnOlderLibraryOnly(
            String os, String architecture, String glibc, String python, boolean runs) {
        assertThat(new Platform(os, architecture, glibc, python).runsFilesOf(PATHFINDER))
                .isEqualTo(runs);
    }
}

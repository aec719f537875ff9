package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.MachineFacts.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskProbeTest {
    private static final long MIB = 1 << 20;
    private static final long TOTAL = 4_000_000 * MIB;
    private static final long RESERVE = 2_048 * MIB;

    @TempDir
    Path root;

    @Test
    void readsTheFileSystemThatTheDirectoryWillBeOn() throws Exception {
        DiskReading reading = new DiskProbe(new BuildSpace(root.resolve("not/there/yet"), RESERVE)).read();

        assertThat(reading.totalBytes()).isEqualTo(Files.getFileStore(root).getTotalSpace());
        assertThat(reading.freeBytes()).isBetween(0L, reading.totalBytes());
        assertThat(reading.reserveBytes()).isEqualTo(RESERVE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,       0
            255,     0
            700,     512
            5119,    4608
            6000,    5632
            100000,  98304
            3000000, 2883584
            """)
    void tellsFreeSpaceInStepsAndNeverMoreThanThereIs(long freeMib, long toldMib) {
        assertThat(reading(freeMib).told(null)).isEqualTo(new Disk(TOTAL, toldMib * MIB, RESERVE));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10240, 10240, 10240
            10240, 11264, 10240
            10240, 11775, 10240
            10240, 11776, 11264
            10240, 9728,  10240
            10240, 9727,  9216
            10240, 0,     0
            0,     383,   0
            0,     384,   256
            """)
    void tellsTheSameUntilTheStepIsLeftByHalf(long toldMib, long freeMib, long nextMib) {
        Disk before = new Disk(TOTAL, toldMib * MIB, RESERVE);

        assertThat(reading(freeMib).told(before)).isEqualTo(new Disk(TOTAL, nextMib * MIB, RESERVE));
    }

    @Test
    void tellsAnotherDiskAndAnotherReserve() {
        Disk before = new Disk(TOTAL / 2, 10_240 * MIB, RESERVE * 2);

        assertThat(reading(10_300).told(before)).isEqualTo(new Disk(TOTAL, 10_240 * MIB, RESERVE));
    }

    private static DiskReading reading(long freeMib) {
        return new DiskReading(TOTAL, freeMib * MIB, RESERVE);
    }
}

package io.lamplighter.agent.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPagesTest {
    private static final int SIZE = 8 << 20;
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        assumeThat(Files.getFileStore(folder).type())
                .as("in a file system of memory there is nothing to give pages back to")
                .isNotEqualTo("tmpfs");
        file = folder.toRealPath().resolve("program.aot");
        byte[] content = new byte[SIZE];
        Arrays.fill(content, (byte) 7);
        Files.write(file, content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true); // a page that is not on disk yet stays
        }
    }

    @Test
    void givesBackWhatItOnlyReads() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = mapped(arena, MapMode.READ_ONLY);
            assertThat(sum(mapped)).isEqualTo(7L * SIZE / PAGE);
            assertThat(residentBytes()).isEqualTo(SIZE);

            assertThat(new ProgramPages(file.toString()::equals).giveBack().orElseThrow())
                    .isPositive();

            assertThat(residentBytes()).isZero();
            assertThat(mapped.get(ValueLayout.JAVA_BYTE, SIZE / 2)).isEqualTo((byte) 7);
            assertThat(residentBytes()).as("that page, and none beside it").isEqualTo(PAGE);
            assertThat(sum(mapped)).isEqualTo(7L * SIZE / PAGE);
        }
    }

    @Test
    void leavesAloneWhatItMayWriteToAndWhatIsOfOthers() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            sum(mapped(arena, MapMode.READ_WRITE));
            new ProgramPages(file.toString()::equals).giveBack();
            assertThat(residentBytes()).isEqualTo(SIZE);
        }
        try (Arena arena = Arena.ofConfined()) {
            sum(mapped(arena, MapMode.READ_ONLY));
            new ProgramPages(_ -> false).giveBack();
            assertThat(residentBytes()).isEqualTo(SIZE);
        }
    }

    @Test
    void countsTheRuntimeAndTheStartUpCacheToTheProgram() throws Exception {
        List<String> mapped = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .map(Mapping::parse)
                .flatMap(Optional::stream)
                .map(Mapping::file)
                .filter(FootprintSchedule::isOurs)
                .toList();

        assertThat(mapped).anyMatch(each -> each.endsWith("/libjvm.so")).noneMatch(each -> each.contains("/libc.so"));
        assertThat(FootprintSchedule.isOurs("/opt/lamplighter/lib/lamplighter-agent/b3a0ef3691aaf961/program.aot"))
                .isTrue();
    }

    private MemorySegment mapped(Arena arena, MapMode mode) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(mode, 0, SIZE, arena);
        }
    }

    private static long sum(MemorySegment mapped) {
        long sum = 0;
        for (long at = 0; at < SIZE; at += PAGE) {
            sum += mapped.get(ValueLayout.JAVA_BYTE, at);
        }
        return sum;
    }

    private long residentBytes() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        long bytes = 0;
        boolean ours = false;
        for (String line : lines) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                ours = line.endsWith(file.toString());
            } else if (ours && line.startsWith("Rss:")) {
                bytes += Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return bytes;
    }
}

package io.lamplighter.agent.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextfileTest {
    private static final byte[] METRICS = """
            # HELP lamplighter_spooled_reports Reports waiting for a controller.
            # TYPE lamplighter_spooled_reports gauge
            lamplighter_spooled_reports 0.0
            """.getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void hasTheMetricsForWhoeverMayLookIntoTheFolder() throws Exception {
        Path file = folder.resolve("lamplighter.prom");

        new Textfile(file, () -> METRICS).write();

        assertThat(file).hasBinaryContent(METRICS);
        assertThat(Files.getPosixFilePermissions(file))
                .as("another account reads it")
                .contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void isReplacedWholeAndLeavesNothingBesideThatWouldBeRead() throws Exception {
        Textfile textfile = new Textfile(folder.resolve("lamplighter.prom"), () -> METRICS);

        textfile.write();
        textfile.write();

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("lamplighter.prom");
        }
    }

    @Test
    void leavesWhoReadsItTheWholeThatHeOpened() throws Exception {
        Path file = folder.resolve("lamplighter.prom");
        AtomicInteger reports = new AtomicInteger();
        Textfile textfile =
                new Textfile(file, () -> ("lamplighter_spooled_reports " + reports.incrementAndGet()).getBytes(UTF_8));
        textfile.write();
        Path opened = Files.createLink(folder.resolve("opened"), file);

        textfile.write();

        assertThat(opened).hasContent("lamplighter_spooled_reports 1");
        assertThat(file).hasContent("lamplighter_spooled_reports 2");
    }

    @Test
    void goesOnWhereTheFolderIsGone() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("textfile"));
        Textfile textfile = new Textfile(inner.resolve("lamplighter.prom"), () -> METRICS);
        Files.delete(inner);

        textfile.write();
        Files.createDirectory(inner);
        textfile.write();

        assertThat(inner.resolve("lamplighter.prom")).exists();
    }

    @Test
    void isRefusedByAnotherNameAndInNoFolder() {
        assertThat(Textfile.refusal(folder.resolve("lamplighter.txt")))
                .contains("lamplighter.metrics.textfile.file: node_exporter reads only names that end in .prom; found "
                        + folder.resolve("lamplighter.txt"));
        assertThat(Textfile.refusal(folder.resolve("none/lamplighter.prom")).orElseThrow())
                .contains(folder.resolve("none") + " is no folder that the agent can write to");
        assertThat(Textfile.refusal(folder.resolve("lamplighter.prom"))).isEmpty();
    }
}

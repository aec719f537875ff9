package io.lamplighter.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExaminationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void saysWhatALogTellsWithItsLines() throws IOException {
        Path log = Files.writeString(
                folder.resolve("job.log"),
                "epoch 1\n\n 10%\r 50%\rOSError: [Errno 28] No space left on device\r\n"
                        + "\u001b[31mcopying from https://anna:hunter22@m.example: Disk quota exceeded\u001b[0m");

        assertThat(examine(log.toString(), "")).isEqualTo(LogExamination.KNOWN);

        assertThat(out.toString(UTF_8))
                .startsWith("DISK_FULL\n")
                .contains("Cause   ", "Remedy  ", "Class   safe, trying again can help\n")
                .contains("      3 OSError: [Errno 28] No space left on device\n")
                .contains("      4 copying from https://***@m.example: Disk quota exceeded\n")
                .doesNotContain("\u001b", "hunter22");
    }

    @Test
    void saysThatNothingIsKnown() {
        assertThat(examine("-", "")).isEqualTo(LogExamination.NOTHING_KNOWN);

        assertThat(out.toString(UTF_8)).startsWith("No known failure in 0 lines.");
    }

    @Test
    void saysWhatIsWrongWithALogOrACatalogue() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("mine.toml"), "[[failure]]\nid = \"x\"\n");

        assertThat(examine(folder.resolve("missing.log").toString(), "")).isEqualTo(LogExamination.BAD_INPUT);
        assertThat(examine(folder.toString(), "")).isEqualTo(LogExamination.BAD_INPUT);
        assertThat(examine("-", catalogue.toString())).isEqualTo(LogExamination.BAD_INPUT);

        assertThat(err.toString(UTF_8))
                .contains("there is no file " + folder.resolve("missing.log") + "; name a log, or - for standard input")
                .contains(folder + " cannot be read: Is a directory")
                .doesNotContain("Exception")
                .contains("mine.toml: failure 1 (x): id is not like DISK_FULL")
                .contains("mine.toml: failure 1 (x): remedy is no text");
    }

    @Test
    void readsALineWithoutEndInParts() {
        assertThat(examine(new Endless(4 << 20), "-", "")).isEqualTo(LogExamination.NOTHING_KNOWN);

        assertThat(out.toString(UTF_8)).contains("in 1 lines");
    }

    private int examine(String log, String catalogue) {
        return examine(new ByteArrayInputStream(new byte[0]), log, catalogue);
    }

    private int examine(InputStream input, String log, String catalogue) {
        return new LogExamination(input, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .perform(new Invocation.DoctorOfLog(log, catalogue, false));
    }

    /** So many bytes without an end of line. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }
}

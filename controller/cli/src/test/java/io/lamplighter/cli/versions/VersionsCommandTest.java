package io.lamplighter.cli.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.cli.output.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VersionsCommandTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void answersBeforeItWaitsForMore() {
        Script script = new Script("1 2\n", "2 1\n2 2\n");
        PrintWriter out = new PrintWriter(written, false, StandardCharsets.UTF_8);

        int status = new CommandLine(new VersionsCommand(new Screen(out, out, false), script)).execute("--pep440");

        assertThat(status).isZero();
        assertThat(script.seen).containsExactly("", "-1\n", "-1\n1\n0\n");
    }

    @Test
    void saysWhenTheInputBreaks() throws IOException {
        PrintWriter out = new PrintWriter(written, true, StandardCharsets.UTF_8);
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        VersionsCommand command = new VersionsCommand(new Screen(out, out, false), broken);

        int status = new CommandLine(command)
                .setExecutionExceptionHandler((exception, line, parsed) -> {
                    out.println(exception.getMessage());
                    return 2;
                })
                .execute("--conda");

        assertThat(status).isEqualTo(2);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("standard input cannot be read: Stream closed; is the pipe broken?\n");
    }

    /** Gives one text a read, and notes what had been answered by then. */
    private final class Script extends InputStream {
        private final Deque<String> texts;
        private final List<String> seen = new ArrayList<>();

        Script(String... texts) {
            this.texts = new ArrayDeque<>(List.of(texts));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            seen.add(written.toString(StandardCharsets.UTF_8));
            if (texts.isEmpty()) {
                return -1;
            }
            byte[] text = texts.removeFirst().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, buffer, offset, text.length);
            return text.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }
}

package io.lamplighter.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.release.ReleaseFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysThatTheDriverIsFree() throws Exception {
        Files.writeString(folder.resolve("gpu-released.json"), "{\"until\": \"2026-11-30T08:15:00Z\"}");

        int code = command(InstantSource.fixed(NOW)).release(Duration.ofMinutes(15));

        assertThat(code).isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("The agent has let go of the NVIDIA driver until 2026-11-30T08:15:00Z");
        assertThat(files().asked().orElseThrow().until()).isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void saysWhatHoldsTheDriver() throws Exception {
        Files.writeString(
                folder.resolve("gpu-released.json"),
                "{\"until\": \"2026-11-30T08:15:00Z\", \"obstacle\": \"a call hangs\"}");

        int code = command(InstantSource.fixed(NOW)).release(Duration.ofMinutes(15));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("The agent cannot let go of the driver: a call hangs.");
    }

    @Test
    void givesUpOnAnAgentThatDoesNotAnswer() throws Exception {
        Files.writeString(folder.resolve("gpu-released.json"), "{\"until\": \"2026-11-30T07:00:00Z\"}");

        int code = command(InstantSource.system()).release(Duration.ofMinutes(15));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("No agent has answered within 1 s: is it running with " + folder);
    }

    @Test
    void endsWhatWasAsked() throws Exception {
        files().ask(NOW);

        int code = command(InstantSource.fixed(NOW)).end();

        assertThat(code).isZero();
        assertThat(files().asked()).isEmpty();
    }

    @Test
    void saysWhoMayAsk() throws Exception {
        int code = new ReleaseCommand(
                        new ReleaseFiles(folder.resolve("missing")),
                        InstantSource.fixed(NOW),
                        Duration.ofSeconds(1),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .release(Duration.ofMinutes(15));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("run it as root, or as the agent's account");
    }

    private ReleaseFiles files() {
        return new ReleaseFiles(folder);
    }

    private ReleaseCommand command(InstantSource clock) {
        return new ReleaseCommand(
                files(),
                clock,
                Duration.ofSeconds(1),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}

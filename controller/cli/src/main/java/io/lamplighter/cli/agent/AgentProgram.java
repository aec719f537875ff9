package io.lamplighter.cli.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code lamplighter-agent} as a program: it alone knows how to look at a machine. */
public final class AgentProgram {
    static final String NAME = "lamplighter-agent";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path file;

    AgentProgram(Path file) {
        this.file = file;
    }

    /** What the agent sees of this machine. */
    public MachineFacts facts() {
        Answer answer = run("facts");
        if (answer.exitCode() != 0) {
            throw new LampException(
                    ExitStatus.NO,
                    answer.err().lines().toList(),
                    file + " facts ended with " + answer.exitCode(),
                    "see what it says above");
        }
        try {
            return Wire.mapper().readValue(answer.out(), MachineFacts.class);
        } catch (JsonProcessingException e) {
            throw new LampException(
                    ExitStatus.NO,
                    file + " facts printed something else than facts",
                    "check that lamp and the agent are of one version");
        }
    }

    /** Lets the agent's doctor speak for itself; its exit code. */
    int doctor(List<String> arguments) {
        try {
            List<String> command = Stream.concat(Stream.of(file.toString(), "doctor"), arguments.stream())
                    .toList();
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw cannotStart(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Answer run(String argument) {
        try {
            Process process = new ProcessBuilder(file.toString(), argument).start();
            try {
                process.getOutputStream().close();
                CompletableFuture<String> out = text(process.getInputStream());
                CompletableFuture<String> err = text(process.getErrorStream());
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new LampException(
                            ExitStatus.NO,
                            file + " " + argument + " did not end within " + LIMIT.toSeconds() + " s",
                            "run it by hand and see where it hangs");
                }
                return new Answer(process.exitValue(), out.join(), err.join());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw cannotStart(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Both streams are read at once: a program that fills the one nobody reads would hang. */
    private static CompletableFuture<String> text(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return text;
    }

    private LampException cannotStart(IOException e) {
        return LampException.badInput(
                file + " cannot be started: " + e.getMessage(), "name the agent's program by --agent");
    }

    private static LampException interrupted() {
        Thread.currentThread().interrupt();
        return new LampException(ExitStatus.NO, "interrupted while the agent's program ran", "run it again");
    }

    private record Answer(int exitCode, String out, String err) {}
}

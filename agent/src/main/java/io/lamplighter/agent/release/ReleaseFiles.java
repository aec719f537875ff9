package io.lamplighter.agent.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request in the agent's directory, and the agent's answer beside it: who may write there may ask. They outlast the
 * agent and the machine's next start, so that an upgrade that restarts either is not disturbed.
 *
 * @param folder the agent's directory
 */
public record ReleaseFiles(Path folder) {
    /** Asks, in place of what was asked before. */
    public void ask(Instant until) throws IOException {
        write(request(), new Request(until));
    }

    /** What is asked now; empty when nothing is, or nobody can tell what. */
    public Optional<Request> asked() {
        return read(request(), Request.class);
    }

    /** Asks no more. */
    public void endAsking() throws IOException {
        Files.deleteIfExists(request());
    }

    void answer(Answer answer) throws IOException {
        write(answerFile(), answer);
    }

    /** What the agent answered last; empty when it has the driver. */
    public Optional<Answer> answered() {
        return read(answerFile(), Answer.class);
    }

    void endAnswer() throws IOException {
        Files.deleteIfExists(answerFile());
    }

    private Path request() {
        return folder.resolve("gpu-release.json");
    }

    private Path answerFile() {
        return folder.resolve("gpu-released.json");
    }

    private static void write(Path file, Object content) throws IOException {
        DurableFiles.replace(file, Wire.write(content).getBytes(UTF_8));
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(Wire.mapper().readValue(Files.readString(file), type))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty(); // a hand's mistake must not keep the driver from anybody
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Leave the driver alone until then. */
    public record Request(Instant until) {}

    /**
     * What became of a request.
     *
     * @param until as it was asked
     * @param obstacle why the driver could not be let go; absent when it was
     */
    public record Answer(Instant until, @Nullable String obstacle) {}
}

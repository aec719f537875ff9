package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which generation of an environment was in use when; the last few switches are remembered. */
final class Activations {
    private static final Logger LOG = Logger.getLogger(Activations.class);
    private static final int REMEMBERED = 50;

    private final Layout layout;

    Activations(Layout layout) {
        this.layout = layout;
    }

    /** The oldest first; none where nothing was written down, as by an agent of an earlier version. */
    List<Activation> of(EnvironmentName environment) throws IOException {
        try {
            byte[] content = Files.readAllBytes(layout.activations(environment));
            return Wire.mapper().readValue(content, History.class).activations();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            LOG.warnf("%s: what was in use when cannot be read, and begins anew: %s", environment, e.getMessage());
            return List.of();
        }
    }

    /** Remembers a switch; a run that does it again after a crash is remembered once. */
    void note(EnvironmentName environment, Activation activation) throws IOException {
        List<Activation> before = of(environment);
        if (!before.isEmpty() && before.getLast().run().equals(activation.run())) {
            return;
        }
        List<Activation> all = Stream.concat(before.stream(), Stream.of(activation))
                .skip(Math.max(0, before.size() + 1 - REMEMBERED))
                .toList();
        DurableFiles.replace(
                layout.activations(environment), Wire.write(new History(all)).getBytes(UTF_8));
    }

    /** When a generation was in use last; empty when it never was, or nobody wrote it down. */
    static Optional<Stay> last(List<Activation> all, GenerationName generation) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).generation().equals(generation)) {
                return Optional.of(new Stay(all.get(i), i + 1 < all.size() ? all.get(i + 1) : null));
            }
        }
        return Optional.empty();
    }

    /**
     * A time that a generation was in use.
     *
     * @param next that took its place; absent while it is in use
     */
    record Stay(Activation began, @Nullable Activation next) {}

    private record History(List<Activation> activations) {}
}

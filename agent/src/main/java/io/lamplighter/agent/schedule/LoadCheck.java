package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The load average of five minutes, as {@code /proc/loadavg} has it. */
final class LoadCheck implements GateCheck {
    private final Path root;

    LoadCheck(Path root) {
        this.root = root;
    }

    @Override
    public Optional<String> obstacle(Gates gates, Instant now) throws IOException {
        double most = Objects.requireNonNull(gates.load());
        return parse(Files.readString(root.resolve("proc/loadavg"))) <= most
                ? Optional.empty()
                : Optional.of("the load is above " + most);
    }

    /** {@code 0.52 0.58 0.59 1/977 12345}. */
    static double parse(String loadavg) throws IOException {
        List<String> fields = List.of(loadavg.strip().split(" ", -1));
        try {
            return Double.parseDouble(fields.get(1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("proc/loadavg says \"" + loadavg.strip() + "\"", e);
        }
    }
}

package io.lamplighter.agent.kernellog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted of this boot's log, and up to where, so that a restart of the agent counts nothing twice and forgets
 * nothing.
 */
record KernelErrorFile(Path file) {
    /** Empty where nothing was counted in this boot. */
    Optional<Counted> read(String bootId) {
        try {
            return Files.exists(file)
                    ? Optional.of(Wire.mapper().readValue(Files.readString(file), Counted.class))
                            .filter(counted -> counted.bootId().equals(bootId))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void write(String bootId, long sequence, Map<XidEvent, Count> counts) throws IOException {
        List<CountedError> errors = counts.entrySet().stream()
                .map(each -> new CountedError(
                        each.getKey().uuid(),
                        each.getKey().xid(),
                        each.getValue().times(),
                        each.getValue().last()))
                .toList();
        DurableFiles.replace(
                file, Wire.write(new Counted(bootId, sequence, errors)).getBytes(UTF_8));
    }

    /**
     * Of one boot.
     *
     * @param sequence of the last record that told of an error
     */
    record Counted(String bootId, long sequence, List<CountedError> errors) {
        Counted {
            errors = List.copyOf(errors);
        }
    }

    /** One of {@link XidEvent}, and how often. */
    record CountedError(String uuid, long xid, long times, Instant last) {}
}

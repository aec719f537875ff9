package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.ByteSize;
import io.lamplighter.api.schedule.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is free on the file system that environments are on. */
final class DiskCheck implements GateCheck {
    private final Path environments;

    DiskCheck(Path environments) {
        this.environments = environments;
    }

    @Override
    public Optional<String> obstacle(Gates gates, Instant now) throws IOException {
        ByteSize least = Objects.requireNonNull(gates.diskFree());
        return Files.getFileStore(environments).getUsableSpace() >= least.bytes()
                ? Optional.empty()
                : Optional.of("less than " + least + " is free in " + environments);
    }
}

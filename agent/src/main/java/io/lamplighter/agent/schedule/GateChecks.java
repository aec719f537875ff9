package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gate;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All gates of this machine; what cannot be known is in the way, with the reason. */
final class GateChecks {
    private final Map<Gate, GateCheck> checks = new EnumMap<>(Gate.class);
    private final ComputePrograms programs;

    /**
     * Those of a file system.
     *
     * @param root {@code /}, but for tests
     * @param environments where free disk counts
     */
    GateChecks(Path root, Path environments, ComputePrograms programs) {
        this.programs = programs;
        checks.put(Gate.GPU, new GpuCheck(programs));
        checks.put(Gate.USERS, new UsersCheck(root));
        checks.put(Gate.LOAD, new LoadCheck(root));
        checks.put(Gate.DISK_FREE, new DiskCheck(environments));
        checks.put(Gate.POWER, new PowerCheck(root));
        checks.put(Gate.FILE_PRESENT, FileCheck.present(root));
        checks.put(Gate.FILE_ABSENT, FileCheck.absent(root));
    }

    /** Everything that is in the way of something which has waited for so long. */
    List<Hindrance> closed(Gates gates, Moment moment, Duration waited, Instant now) throws InterruptedException {
        List<Hindrance> closed = new ArrayList<>();
        for (Gate gate : gates.asked(waited)) {
            if (moment.asks(gate)) {
                obstacle(gate, gates, now)
                        .map(detail -> new Hindrance(reason(gate), detail, now.truncatedTo(ChronoUnit.SECONDS)))
                        .ifPresent(closed::add);
            }
        }
        return closed;
    }

    /** Why nothing can be proved on the GPUs, which no schedule has to ask for. */
    Optional<Hindrance> driver(Instant now) {
        return programs.obstacle()
                .map(detail -> new Hindrance(Reason.DRIVER, detail, now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Optional<String> obstacle(Gate gate, Gates gates, Instant now) throws InterruptedException {
        try {
            return Objects.requireNonNull(checks.get(gate)).obstacle(gates, now);
        } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            return Optional.of(what(gate) + " cannot be known: " + e.getMessage());
        }
    }

    private static Reason reason(Gate gate) {
        return switch (gate) {
            case GPU -> Reason.GPU_BUSY;
            case USERS -> Reason.USERS;
            case LOAD -> Reason.LOAD;
            case DISK_FREE -> Reason.DISK_SPACE;
            case POWER -> Reason.BATTERY;
            case FILE_PRESENT, FILE_ABSENT -> Reason.FILE;
        };
    }

    private static String what(Gate gate) {
        return switch (gate) {
            case GPU -> "who uses GPUs";
            case USERS -> "who is logged in";
            case LOAD -> "the load";
            case DISK_FREE -> "the free disk";
            case POWER -> "whether it runs on its battery";
            case FILE_PRESENT, FILE_ABSENT -> "whether the file is there";
        };
    }
}

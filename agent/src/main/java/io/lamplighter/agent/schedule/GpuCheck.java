package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.GpuIdle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No program has computed on a GPU for a while, as far as it was looked at. Only the engine's thread asks. */
final class GpuCheck implements GateCheck {
    /** Looks further apart than this say nothing of the time between them. */
    private static final Duration CONTINUOUS = Duration.ofMinutes(5);

    private final ComputePrograms programs;
    private @Nullable Instant idleSince;
    private Instant lastLook = Instant.MIN;

    GpuCheck(ComputePrograms programs) {
        this.programs = programs;
    }

    @Override
    public Optional<String> obstacle(Gates gates, Instant now) throws IOException, InterruptedException {
        List<String> computing = programs.names();
        boolean continuous = !now.isBefore(lastLook) && !now.minus(CONTINUOUS).isAfter(lastLook);
        lastLook = now;
        if (!computing.isEmpty()) {
            idleSince = null;
            return Optional.of("a GPU is in use by "
                    + String.join(", ", computing.stream().distinct().sorted().toList()));
        }
        Instant since = continuous && idleSince != null ? idleSince : now;
        idleSince = since;
        GpuIdle asked = Objects.requireNonNull(gates.gpu());
        Duration idle = Duration.between(since, now);
        return idle.compareTo(asked.duration()) >= 0
                ? Optional.empty()
                : Optional.of("no GPU is in use since " + since + ", which must be so for "
                        + asked.duration().toMinutes() + "m");
    }
}

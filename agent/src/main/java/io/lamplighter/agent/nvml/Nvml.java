package io.lamplighter.agent.nvml;

import io.lamplighter.agent.nvml.Answer.NoFunction;
import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.Answer.Value;
import io.lamplighter.agent.process.TrustedPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's management library, as often as it is asked: found anew each time, loaded when there is something to ask,
 * left alone while the GPUs sleep or somebody wants the driver. Nothing here is ever an exception for what a driver
 * does.
 */
public final class Nvml {
    private static final Duration BEFORE_ANEW = Duration.ofMinutes(1);

    private final NvmlLocations locations;
    private final Sleep sleep;
    private final Duration deadline;
    private final InstantSource clock;
    private final Consumer<XidEvent> xids;
    private final NativeThread thread;
    private final Map<Path, NvmlLibrary> loaded = new HashMap<>();
    private final Map<Integer, GpuState.Identity> met = new HashMap<>();
    private @Nullable NvmlSession session;
    private Instant begun = Instant.MIN;
    private volatile @Nullable Instant released;
    private volatile boolean stale;

    /**
     * Nothing is loaded yet.
     *
     * @param deadline after which a driver counts as one that does not answer
     * @param xids hears of each error that the driver reports, on the native thread
     */
    public Nvml(NvmlLocations locations, Sleep sleep, Duration deadline, InstantSource clock, Consumer<XidEvent> xids) {
        this.locations = locations;
        this.sleep = sleep;
        this.deadline = deadline;
        this.clock = clock;
        this.xids = xids;
        this.thread = new NativeThread("nvml", clock);
    }

    /** Asks for everything now. Returns after the deadline at the latest. */
    public NvmlReading read() throws InterruptedException {
        Instant until = released;
        if (until != null && clock.instant().isBefore(until)) {
            return new NvmlReading.Released(until);
        }
        if (sleep.ofAll()) {
            return new NvmlReading.Asleep();
        }
        return thread.call(this::ask, deadline)
                .orElseGet(
                        () -> new NvmlReading.Unresponsive(thread.hangingSince().orElseGet(clock::instant)));
    }

    /**
     * Lets go of the driver until then.
     *
     * @return what holds it; empty when it was let go
     */
    public Optional<String> release(Instant until) throws InterruptedException {
        released = until;
        return thread.call(this::end, deadline).isPresent()
                ? Optional.empty()
                : Optional.of("a call into it has not come back since "
                        + thread.hangingSince().orElseGet(clock::instant));
    }

    /** Uses the driver again after a release. */
    public void resume() {
        released = null;
    }

    /** Has the library look at the bus anew with the next reading: it does so once, at its start. */
    public void renew() {
        stale = true;
    }

    private NvmlReading ask() throws IOException {
        Optional<Path> found = locations.first();
        if (found.isEmpty()) {
            end();
            return new NvmlReading.NoLibrary(locations.files());
        }
        Path file = found.get().toRealPath(); // bears the version: a new driver brings a new name
        if (stale || (session != null && !session.library().file().equals(file))) {
            stale = false;
            end();
        }
        NvmlReading reading = session == null ? begin(file) : session.read(sleep);
        if (isOver(reading)) {
            end();
        }
        return reading;
    }

    private NvmlReading begin(Path file) {
        if (!TrustedPrograms.ofThisProcess().isOurs(file)) {
            return new NvmlReading.Unusable(
                    file, "others than root and the agent's account can write it or a folder on the way to it");
        }
        NvmlLibrary library;
        try {
            library = loaded.computeIfAbsent(file, NvmlLibrary::load);
        } catch (IllegalArgumentException e) {
            return new NvmlReading.Unusable(file, String.valueOf(e.getMessage()));
        }
        return switch (NvmlSession.open(library, met, xids)) {
            case Value<NvmlSession>(NvmlSession opened) -> {
                session = opened;
                begun = clock.instant();
                yield opened.read(sleep);
            }
            case Refused<NvmlSession>(NvmlReturn why, int code) ->
                new NvmlReading.Failed("nvmlInitWithFlags", why, code);
            case NoFunction<NvmlSession>(String function) -> NvmlSession.tooOld(function);
        };
    }

    /**
     * A driver that failed and a GPU that was lost are met anew; the latter not often, for that disturbs the others.
     */
    private boolean isOver(NvmlReading reading) {
        return switch (reading) {
            case NvmlReading.Read(String _, String _, Answer<Integer> _, List<GpuState> gpus) ->
                gpus.stream().anyMatch(GpuState.Silent.class::isInstance)
                        && Duration.between(begun, clock.instant()).compareTo(BEFORE_ANEW) >= 0;
            case NvmlReading.Failed _,
                    NvmlReading.NoLibrary _,
                    NvmlReading.Unusable _,
                    NvmlReading.Unresponsive _,
                    NvmlReading.Asleep _,
                    NvmlReading.Released _ -> true;
        };
    }

    private boolean end() {
        NvmlSession open = session;
        session = null;
        if (open == null) {
            return false;
        }
        open.close();
        return true;
    }
}

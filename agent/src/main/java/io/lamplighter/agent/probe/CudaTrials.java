package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When it is tried whether CUDA works: it wakes GPUs and takes a second, so seldom, and when the driver is another; not
 * before there is a Python to try it with.
 */
final class CudaTrials {
    private static final Duration EVERY = Duration.ofHours(1);

    private final LastReading<CudaTrial> trial;
    private final Supplier<List<Interpreter>> pythons;
    private final InstantSource clock;
    private volatile @Nullable Tried tried;

    /** @param pythons none until they were read, too */
    CudaTrials(LastReading<CudaTrial> trial, Supplier<List<Interpreter>> pythons, InstantSource clock) {
        this.trial = trial;
        this.pythons = pythons;
        this.clock = clock;
    }

    LastReading<CudaTrial> reading() {
        return trial;
    }

    /** Empty where it was not tried with the driver as it is. */
    Optional<CudaTrial> of(NvidiaReading now) {
        Tried last = tried;
        return last != null && last.isOf(now) ? trial.value() : Optional.empty();
    }

    /** Tries when it is time. */
    synchronized void refresh(NvidiaReading now) throws InterruptedException {
        Instant at = clock.instant();
        Tried last = tried;
        if (pythons.get().isEmpty()) {
            tried = null;
            return;
        }
        boolean due = last == null || !last.isOf(now) || !at.isBefore(last.at.plus(EVERY));
        if (now.driver() instanceof CudaState.Working && due) {
            trial.refresh();
            tried = new Tried(now.driver(), now.gpus(), at);
        }
    }

    /** @param at when */
    private record Tried(CudaState driver, List<ListedGpu> gpus, Instant at) {
        boolean isOf(NvidiaReading other) {
            return driver.equals(other.driver()) && gpus.equals(other.gpus());
        }
    }
}

package io.lamplighter.agent.nvml;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one platform thread on which a native library is called. It is started by the first call. A call that does not
 * come back costs this thread and nothing else: nothing is queued behind it, and when it comes back after all the
 * thread is used again.
 */
final class NativeThread {
    /** The library's code was not written for the small stacks that suit the rest of the agent. */
    private static final long STACK_BYTES = 1 << 20;

    private final InstantSource clock;
    private final ExecutorService executor;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private @Nullable FutureTask<?> last;
    private volatile @Nullable Instant since;

    NativeThread(String name, InstantSource clock) {
        this.clock = clock;
        this.executor = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).factory());
    }

    /**
     * Calls and waits.
     *
     * @return empty when it did not come back in time, or an earlier call has not yet
     */
    <T> Optional<T> call(Callable<T> task, Duration deadline) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            if (last != null && !last.isDone()) {
                return Optional.empty();
            }
            FutureTask<T> next = new FutureTask<>(task);
            Instant start = clock.instant();
            last = next;
            since = null;
            executor.execute(next);
            try {
                return Optional.of(next.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException _) {
                since = start;
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a native call ended with a defect", e.getCause());
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    /** When the call was made that has not come back in time; empty when all did. */
    Optional<Instant> hangingSince() {
        return Optional.ofNullable(since);
    }
}

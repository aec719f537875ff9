package io.lamplighter.agent.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Who asks the driver now, and whether anybody may. Those that ask share the lock; who lets go of the driver waits
 * until nobody has it, and from then on nobody gets in.
 */
final class DriverUse {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean letGo;

    /** Something that starts programs which ask the driver. */
    interface Question<T> {
        T ask() throws InterruptedException, IOException;
    }

    /** Empty, and nothing is asked, while the driver is let go. */
    <T> Optional<T> ask(Question<T> question) throws InterruptedException, IOException {
        if (letGo || !lock.readLock().tryLock()) { // who waits for the others to end keeps nobody waiting
            return Optional.empty();
        }
        try {
            return letGo ? Optional.empty() : Optional.of(question.ask());
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Keeps everybody from the driver.
     *
     * @return whether those that had begun to ask have ended
     */
    boolean letGo(Duration patience) throws InterruptedException {
        letGo = true;
        boolean alone = lock.writeLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (alone) {
            lock.writeLock().unlock();
        }
        return alone;
    }

    void take() {
        letGo = false;
    }
}

package io.lamplighter.agent.checkin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Holds the conversation with the controller, turn by turn, until it is stopped. */
final class CheckinLoop {
    private static final Logger LOG = Logger.getLogger(CheckinLoop.class);

    /** Takes one turn; what stops its thread may come out as any exception, with the thread's interrupt spent. */
    interface Turns {
        Turn next() throws IOException;
    }

    private final Turns turns;
    private final RandomGenerator random;
    private final Semaphore news = new Semaphore(0);
    private @Nullable Thread thread;
    private @Nullable Turn announced;
    private volatile boolean stopped;

    CheckinLoop(Turns turns, RandomGenerator random) {
        this.turns = turns;
        this.random = random;
    }

    void start() {
        thread = Thread.ofVirtual().name("checkin").start(this::run);
    }

    /** Something changed that the controller should hear of now. */
    void wake() {
        news.release();
    }

    /** Returns when the turn at hand has ended. */
    void stop() throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    private void run() {
        try {
            Pace pace = Pace.START;
            Turn turn = turn();
            while (!stopped) {
                announce(turn);
                pace = pace.after(turn);
                await(pace.delay(random), turn);
                turn = turn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** News does not make a controller answer that is away: the pace is kept then. */
    private void await(Duration delay, Turn turn) throws InterruptedException {
        if (turn instanceof Turn.Unreachable || turn instanceof Turn.Refused) {
            Thread.sleep(delay);
        } else if (news.tryAcquire(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** The client throws unchecked exceptions for every kind of network failure, and for defects alike. */
    private Turn turn() {
        try {
            return turns.next();
        } catch (IOException e) {
            return new Turn.Unreachable("this machine cannot read or write what it must keep: " + e);
        } catch (RuntimeException e) {
            LOG.debug("No usable answer", e);
            return new Turn.Unreachable(because(e));
        }
    }

    private static String because(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    /** Each change once. */
    private void announce(Turn turn) {
        if (turn.equals(announced)) {
            return;
        }
        boolean was = announced instanceof Turn.Unreachable || announced instanceof Turn.Refused;
        announced = turn;
        switch (turn) {
            case Turn.Settled _, Turn.Again _ -> {
                if (was) {
                    LOG.info("The controller answers again");
                }
            }
            case Turn.NotReady(String missing) -> LOG.debug(missing);
            case Turn.Unreachable(String reason) ->
                LOG.warnf("No answer from the controller, what is assigned stays in force: %s", reason);
            case Turn.Refused(String message) -> LOG.error(message);
        }
    }
}

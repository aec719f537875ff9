package io.lamplighter.agent.checkin;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckinLoopTest {
    private static final Duration TOO_LONG = Duration.ofSeconds(20);

    /** As the client does it: the interrupt becomes an exception of its own, and nothing remembers it. */
    @Test
    void stopsThoughTheInterruptIsSpentInARequest() {
        CountDownLatch asking = new CountDownLatch(1);
        CheckinLoop loop = new CheckinLoop(
                () -> {
                    asking.countDown();
                    try {
                        Thread.sleep(TOO_LONG);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Turn.Again();
                },
                new Random(1));
        loop.start();
        assertTimeoutPreemptively(TOO_LONG.dividedBy(2), () -> {
            asking.await();
            loop.stop();
        });
    }
}

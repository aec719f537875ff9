package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DriverUseTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final DriverUse use = new DriverUse();

    @Test
    void asksNothingWhileItIsLetGo() throws Exception {
        use.letGo(LONG);

        assertThat(use.ask(() -> "asked")).isEmpty();
        use.take();
        assertThat(use.ask(() -> "asked")).contains("asked");
    }

    @Test
    void letsGoWhenTheQuestionThatWasUnderWayHasEnded() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            var question = threads.submit(() -> use.ask(() -> {
                begun.countDown();
                answer.await();
                return "asked";
            }));
            begun.await();

            boolean tooEarly = use.letGo(Duration.ZERO);
            Future<Boolean> letGo = threads.submit(() -> use.letGo(LONG));
            answer.countDown();

            assertThat(tooEarly).isFalse();
            assertThat(letGo.get()).isTrue();
            assertThat(question.get()).contains("asked");
        }
    }

    @Test
    void isUsedByManyAtATime() throws Exception {
        assertThat(use.ask(() -> use.ask(() -> "both").orElseThrow())).contains("both");
    }
}

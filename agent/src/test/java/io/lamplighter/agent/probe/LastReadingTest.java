package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final Queue<Callable<String>> script = new ArrayDeque<>();
    private final AtomicInteger started = new AtomicInteger();

    @Test
    void keepsTheLastGoodReadingAndSaysWhyANewerOneIsMissing() throws Exception {
        LastReading<String> reading = reading(Duration.ofSeconds(10));
        script.add(() -> "good");
        script.add(() -> {
            throw new ProbeException("the tool is gone");
        });

        reading.refresh();
        reading.refresh();

        assertThat(reading.value()).contains("good");
        assertThat(reading.status().missing()).isEqualTo("the tool is gone");
        assertThat(reading.status().succeeded()).isFalse();
        assertThat(reading.status().lastSuccess()).isEqualTo(NOW);
        assertThat(reading.status().failures()).containsEntry("failed", 1L).containsEntry("deadline", 0L);
    }

    @Test
    void countsEachKindOfFailureFromZero() throws Exception {
        LastReading<String> reading = reading(Duration.ofSeconds(10));
        script.add(() -> {
            throw new IOException("no such file");
        });
        script.add(() -> {
            throw new IllegalStateException("a defect");
        });

        reading.refresh();
        reading.refresh();

        assertThat(reading.status().failures())
                .containsEntry("failed", 1L)
                .containsEntry("defect", 1L)
                .containsEntry("own_failure", 0L);
    }

    @Test
    void countsAReadingThatIsItselfAFailure() throws Exception {
        LastReading<String> reading = reading(Duration.ofSeconds(10));
        script.add(() -> "bad");

        reading.refresh();

        assertThat(reading.value()).contains("bad");
        assertThat(reading.status().succeeded()).isFalse();
        assertThat(reading.status().failures()).containsEntry("own_failure", 1L);
    }

    @Test
    void startsNoSecondReadingWhileOneHangs() throws Exception {
        LastReading<String> reading = reading(Duration.ofMillis(20));
        CountDownLatch end = new CountDownLatch(1);
        script.add(() -> {
            boolean ended = false;
            while (!ended) {
                try {
                    end.await();
                    ended = true;
                } catch (InterruptedException _) {
                    ended = false; // as what hangs in the kernel does
                }
            }
            return "late";
        });
        script.add(() -> "next");

        reading.refresh();
        reading.refresh();
        end.countDown();

        assertThat(started).hasValue(1);
        assertThat(reading.value()).contains("overdue");
        assertThat(reading.status().failures()).containsEntry("deadline", 2L);
    }

    private LastReading<String> reading(Duration deadline) {
        return new LastReading<>(new Scripted(), InstantSource.fixed(NOW), deadline);
    }

    private final class Scripted implements Probe<String> {
        @Override
        public String source() {
            return "scripted";
        }

        @Override
        public String read() throws ProbeException, IOException, InterruptedException {
            started.incrementAndGet();
            try {
                return script.remove().call();
            } catch (ProbeException | IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Optional<String> overdue() {
            return Optional.of("overdue");
        }

        @Override
        public Optional<String> failure(String reading) {
            return reading.equals("bad") ? Optional.of("own_failure") : Optional.empty();
        }

        @Override
        public List<String> failures() {
            return List.of("own_failure");
        }
    }
}

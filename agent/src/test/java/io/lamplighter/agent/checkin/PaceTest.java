package io.lamplighter.agent.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Turn AWAY = new Turn.Unreachable("connection refused");

    @Test
    void slowsDownWhileTheControllerIsAway() {
        List<Long> seconds = new ArrayList<>();
        Pace pace = Pace.START;

        for (int turn = 0; turn < 8; turn++) {
            pace = pace.after(AWAY);
            seconds.add(pace.base().toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void takesTheControllersIntervalOnceItAnswers() {
        Pace pace = Pace.START.after(AWAY).after(AWAY).after(new Turn.Settled(Duration.ofSeconds(45)));

        assertThat(pace).isEqualTo(new Pace(0, Duration.ofSeconds(45)));
    }

    @Test
    void spreadsMachinesByATenth() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Pace pace = new Pace(0, Duration.ofSeconds(60));

        List<Long> delays =
                random.ints(1000).mapToObj(any -> pace.delay(random).toMillis()).toList();

        assertThat(delays).allMatch(delay -> delay >= 54_000 && delay <= 66_000);
        assertThat(delays.stream().distinct()).hasSizeGreaterThan(100);
    }
}

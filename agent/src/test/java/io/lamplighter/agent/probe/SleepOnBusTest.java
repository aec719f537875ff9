package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SleepOnBusTest {
    @TempDir
    Path root;

    @Test
    void isWhatTheKernelSaysOfEachGpu() throws Exception {
        FakeMachine machine =
                new FakeMachine(root).gpu("0000:01:00.0", "nvidia").gpu("0000:02:00.0", "nvidia");
        SleepOnBus sleep = new SleepOnBus(root);
        boolean before = sleep.of("0000:02:00.0");

        machine.asleep("0000:02:00.0");

        assertThat(before).isFalse();
        assertThat(sleep.of("0000:02:00.0")).isTrue();
        assertThat(sleep.of("0000:01:00.0")).isFalse();
        assertThat(sleep.ofAll()).isFalse();
        machine.asleep("0000:01:00.0");
        assertThat(sleep.ofAll()).isTrue();
    }

    @Test
    void isNoneWhereThereIsNoGpu() {
        assertThat(new SleepOnBus(root).ofAll()).isFalse();
        assertThat(new SleepOnBus(root).of("0000:01:00.0")).isFalse();
    }
}

package io.lamplighter.agent.execution;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Quick to repeat, content with a small disk. */
record TestConfig(Duration retryFirst, Duration verifyAgain, long reserveBytes) implements ExecutionConfig {
    static final TestConfig PATIENT = new TestConfig(Duration.ofHours(1), Duration.ofHours(1), 0);
    static final TestConfig EAGER = new TestConfig(Duration.ofMillis(200), Duration.ofMillis(50), 0);

    @Override
    public MemorySize diskReserve() {
        return new MemorySize(BigInteger.valueOf(reserveBytes));
    }

    @Override
    public Duration retryLongest() {
        return retryFirst;
    }

    @Override
    public Duration claimPatience() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration checkEvery() {
        return Duration.ofHours(1);
    }

    @Override
    public int retain() {
        return 3;
    }

    @Override
    public MemorySize cacheBudget() {
        return new MemorySize(BigInteger.valueOf(Long.MAX_VALUE));
    }

    @Override
    public Duration listEvery() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration minimumAge() {
        return Duration.ofDays(30);
    }
}

package io.lamplighter.cli.status;

import java.time.Duration;

/** Lets time pass between two looks at the controller. */
@FunctionalInterface
public interface Pause {
    void take(Duration duration) throws InterruptedException;
}

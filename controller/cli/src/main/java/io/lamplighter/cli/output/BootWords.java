package io.lamplighter.cli.output;

import io.lamplighter.api.machine.PendingBoot;

/** That a machine has to be booted and is not, as people read it. */
public final class BootWords {
    private BootWords() {}

    public static String of(PendingBoot boot) {
        return "has to be booted, and is not since " + Quantity.instant(boot.since()) + ": " + boot.why();
    }
}

package io.lamplighter.cli.status;

import io.lamplighter.api.schedule.Opening;
import io.lamplighter.cli.output.Quantity;

/** A machine's window as it is shown everywhere: one that has begun is open. */
public final class WindowText {
    private WindowText() {}

    static String begin(Opening window) {
        return Quantity.instant(window.opens());
    }

    /** {@code 2026-11-24T01:17:00Z until 2026-11-24T04:00:00Z}. */
    public static String whole(Opening window) {
        return begin(window) + " until " + Quantity.instant(window.closes());
    }
}

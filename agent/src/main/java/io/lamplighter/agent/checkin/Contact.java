package io.lamplighter.agent.checkin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the controller last answered. */
public final class Contact {
    private final InstantSource clock;
    private volatile @Nullable Instant last;

    Contact(InstantSource clock) {
        this.clock = clock;
    }

    void answered() {
        last = clock.instant();
    }

    /** Empty until it answered once since the start. */
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }
}

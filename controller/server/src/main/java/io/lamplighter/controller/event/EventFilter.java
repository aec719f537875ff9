package io.lamplighter.controller.event;

import io.lamplighter.api.event.EventReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which events are meant: those to which all that is said applies. */
record EventFilter(
        @Nullable String machine,
        @Nullable String environment,
        @Nullable EventReason reason,
        @Nullable Instant since) {}

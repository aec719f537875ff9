package io.lamplighter.planner;

import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why nothing can be planned, found before any candidate was looked at. */
record Refusal(List<Reason> reasons, @Nullable String nearest) {
    Refusal {
        reasons = List.copyOf(reasons);
    }

    Refusal(Reason reason, @Nullable String nearest) {
        this(List.of(reason), nearest);
    }

    /** Decided by the spec alone. */
    Refusal(String id, String message, @Nullable String nearest) {
        this(new Reason(id, message, null), nearest);
    }

    Resolution.Rejected rejected() {
        return new Resolution.Rejected(reasons, nearest);
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.plan.Resolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why nothing can be planned, found before any candidate was looked at. */
record Refusal(List<String> reasons, @Nullable String nearest) {
    Refusal {
        reasons = List.copyOf(reasons);
    }

    Refusal(String reason, @Nullable String nearest) {
        this(List.of(reason), nearest);
    }

    Resolution.Rejected rejected() {
        return new Resolution.Rejected(reasons, nearest);
    }
}

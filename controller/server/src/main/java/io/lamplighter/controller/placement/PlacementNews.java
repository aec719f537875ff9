package io.lamplighter.controller.placement;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.storage.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what one walk changes of placements; what runs do to them is told with the runs. */
final class PlacementNews {
    private final Transaction transaction;
    private final Events events;
    private final PlanStore plans;
    private final Map<PlanId, String> words = new HashMap<>();

    PlacementNews(Transaction transaction, Events events, PlanStore plans) {
        this.transaction = transaction;
        this.events = events;
        this.plans = plans;
    }

    void tell(MachineName machine, Placement before, Placement after) {
        if (after.plan() != null && !after.plan().equals(before.plan())) {
            events.happened(
                    transaction,
                    Happening.on(machine, EventReason.ASSIGNMENT_CHANGED, "")
                            .of(after.environment())
                            .changing(words(before.plan()), words(after.plan())));
        }
        reason(before.phase(), after.phase())
                .ifPresent(reason -> events.happened(
                        transaction,
                        Happening.on(machine, reason, reason == EventReason.RELEASED ? "" : after.phaseDetail())
                                .of(after.environment())));
    }

    /** What kind of news another phase is; empty where it is none of its own. */
    private static Optional<EventReason> reason(Phase before, Phase after) {
        if (before == after) {
            return Optional.empty();
        }
        return switch (after) {
            case HELD -> Optional.of(EventReason.HELD);
            case REJECTED -> Optional.of(EventReason.REJECTED);
            case RETIRING -> Optional.of(EventReason.RETIRING);
            case DRIFTED -> Optional.of(EventReason.DRIFTED);
            case STALE, FAILED, BUILDING, PENDING, CONVERGED ->
                before == Phase.HELD ? Optional.of(EventReason.RELEASED) : Optional.empty();
        };
    }

    private @Nullable String words(@Nullable PlanId plan) {
        return plan == null ? null : words.computeIfAbsent(plan, id -> plans.words(transaction, id));
    }
}

package io.lamplighter.controller.placement;

import io.lamplighter.api.name.PlanId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plan a machine should have, given what it has: a working generation is replaced only because the spec changed,
 * never because facts, sources or the catalog did, unless the spec itself says that torch moves.
 *
 * @param plan absent while nothing could be planned
 * @param offered every plan assigned for this spec revision so far
 */
record PlanChoice(@Nullable PlanId plan, Set<PlanId> offered) {
    PlanChoice {
        offered = Set.copyOf(offered);
    }

    /** The choice for a spec revision, the planner's answer of today and what the agent understands. */
    static PlanChoice of(Placement before, long specRevision, Answer answer, AcceptedSteps accepted) {
        Set<PlanId> offered = before.specRevision() == specRevision ? before.offered() : Set.of();
        PlanId inUse = before.inUse();
        if (inUse != null && offered.contains(inUse)) {
            return new PlanChoice(inUse, offered);
        }
        return switch (answer) {
            case Answer.Planned planned
            when accepted.cover(planned) -> new PlanChoice(planned.plan(), with(offered, planned.plan()));
            case Answer.Planned planned
            when planned.plan().equals(before.plan()) -> new PlanChoice(inUse, without(offered, planned.plan()));
            case Answer.Planned _, Answer.Rejected _, Answer.Undecided _ -> new PlanChoice(before.plan(), offered);
        };
    }

    /** What the spec lets torch move to; what is in use stays offered, for it is right again when this one goes. */
    static PlanChoice newer(Placement before, Answer.Planned newer) {
        return new PlanChoice(newer.plan(), with(before.offered(), newer.plan()));
    }

    /** What an operator wants counts as offered: it is what the placement should have now. */
    static PlanChoice pinned(Placement before, long specRevision, PlanId plan) {
        return new PlanChoice(plan, with(before.specRevision() == specRevision ? before.offered() : Set.of(), plan));
    }

    /** An agent that never polled is held to no steps; its first poll may show that it does not know these. */
    private static Set<PlanId> without(Set<PlanId> offered, PlanId plan) {
        Set<PlanId> fewer = new HashSet<>(offered);
        fewer.remove(plan);
        return fewer;
    }

    private static Set<PlanId> with(Set<PlanId> offered, PlanId plan) {
        Set<PlanId> more = new HashSet<>(offered);
        more.add(plan);
        return more;
    }
}

package io.lamplighter.agent.execution;

import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done for an environment now; a pure function of its situation and the time decides. */
sealed interface Need {
    record Nothing() implements Need {}

    /** Nothing before an instant. */
    record Later(Instant at) implements Need {}

    /** A run that was begun goes on. */
    record Resume(Run run) implements Need {}

    record Begin() implements Need {}

    /** It goes: nobody has wanted it for long enough. */
    record Retire() implements Need {}

    /**
     * How things stand.
     *
     * @param wanted absent when no assignment has spoken of it, or when it is retiring
     * @param removeAfter present when it is retiring
     * @param run the last one
     * @param inUse plan of the generation in use
     * @param generation that is in use
     * @param otherFiles whether that one holds other files of its plan than are wanted
     * @param drifted whether that generation is not what was verified any more, and could be again
     * @param tryAgainAt when a failed run may be repeated
     */
    record Situation(
            @Nullable Wanted wanted,
            @Nullable Instant removeAfter,
            @Nullable Run run,
            @Nullable PlanId inUse,
            @Nullable GenerationName generation,
            boolean otherFiles,
            boolean drifted,
            @Nullable Instant tryAgainAt) {
        private boolean isAsWanted(Wanted what) {
            return what.plan().equals(inUse)
                    && !otherFiles
                    && (!drifted || what.isOnlyTold())
                    && (what.pinned() == null || what.pinned().equals(generation));
        }
    }

    static Need of(Situation now, Instant time) {
        if (now.removeAfter != null) {
            return now.removeAfter.isAfter(time) ? new Later(now.removeAfter) : new Retire();
        }
        if (now.wanted == null) {
            return new Nothing();
        }
        if (now.run != null && !now.run.isFinal()) {
            return resume(now.run, now.wanted, time);
        }
        if (now.isAsWanted(now.wanted)) {
            return new Nothing();
        }
        return now.run != null && hasFailedFor(now.wanted, now.run)
                ? repeat(now.run, now.tryAgainAt, time)
                : new Begin();
    }

    private static Need resume(Run run, Wanted wanted, Instant time) {
        if (!(run.phase() instanceof Phase.Waiting waiting) || wanted.outdates(run)) {
            return new Resume(run);
        }
        if (!waiting.why().isEmpty()) { // what is in the way may be gone, or allowed by now
            return new Resume(run.still(waiting.asking(time)));
        }
        return waiting.until().isAfter(time) ? new Later(waiting.until()) : new Resume(run);
    }

    /** The same plan in the same assignment; a newer assignment is a reason to try it once more. */
    private static boolean hasFailedFor(Wanted wanted, Run run) {
        return run.phase() instanceof Phase.Failed failed
                && failed.outcome() == RunOutcome.FAILED
                && !run.aim().isRefresh()
                && run.plan().equals(wanted.plan())
                && run.assignment() >= wanted.revision();
    }

    private static Need repeat(Run run, @Nullable Instant tryAgainAt, Instant time) {
        if (!(run.phase() instanceof Phase.Failed failed && failed.retry())) {
            return new Nothing();
        }
        return tryAgainAt != null && tryAgainAt.isAfter(time) ? new Later(tryAgainAt) : new Begin();
    }
}

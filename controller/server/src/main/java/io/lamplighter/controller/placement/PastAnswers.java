package io.lamplighter.controller.placement;

import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was answered so far, as much of it as a comparison needs.
 *
 * @param candidates what plans chose
 * @param cuda the plans whose proof must compute on GPUs
 * @param planned the plans that answer questions, by the questions' keys
 * @param rejected the keys of the questions that are answered by a rejection
 */
record PastAnswers(
        Map<PlanId, String> candidates, Set<PlanId> cuda, Map<Sha256, PlanId> planned, Set<Sha256> rejected) {
    PastAnswers {
        candidates = Map.copyOf(candidates);
        cuda = Set.copyOf(cuda);
        planned = Map.copyOf(planned);
        rejected = Set.copyOf(rejected);
    }

    /** Whether a question was answered, by its key. */
    boolean isAnswered(Sha256 question) {
        return planned.containsKey(question) || rejected.contains(question);
    }

    /** Whether a plan is what a question was answered by. */
    boolean isAnswer(Sha256 question, @Nullable PlanId plan) {
        return plan != null && plan.equals(planned.get(question));
    }

    /** Whether nothing could be planned for a placement. */
    boolean isRejected(Placement placement) {
        return placement.resolution() != null && rejected.contains(placement.resolution());
    }

    /** Whether a build for the CPU is in use where the last answer was one for the GPUs, which was not taken. */
    boolean lacksCuda(Placement placement) {
        PlanId last = placement.resolution() == null ? null : planned.get(placement.resolution());
        return placement.inUse() != null
                && last != null
                && !last.equals(placement.plan())
                && cuda.contains(last)
                && !cuda.contains(placement.inUse());
    }

    /** What was planned last for a placement that keeps another plan of the same spec. */
    Optional<String> notTaken(Placement placement) {
        if (placement.resolution() == null || !placement.answersSpec()) {
            return Optional.empty();
        }
        return Optional.ofNullable(planned.get(placement.resolution()))
                .filter(plan -> !plan.equals(placement.plan()))
                .map(candidates::get);
    }

    @Nullable
    String candidate(@Nullable PlanId plan) {
        return plan == null ? null : candidates.get(plan);
    }
}

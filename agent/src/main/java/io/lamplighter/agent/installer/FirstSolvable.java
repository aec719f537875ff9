package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.FailureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The first of a plan's candidates that has a solution; a failure of any other kind ends the search.
 *
 * @param passedOver why each candidate before it was not taken, a sentence each
 */
record FirstSolvable<R>(List<String> passedOver, R solution) {
    private static final Set<String> NO_SOLUTION = Set.of("RESOLVER_NO_CANDIDATE", "SOLVER_MISSING_CUDA");

    FirstSolvable {
        passedOver = List.copyOf(passedOver);
    }

    /** One solve. */
    @FunctionalInterface
    interface Attempt<C, R> {
        R solve(C candidate) throws FailureException, IOException, InterruptedException;
    }

    static <C, R> FirstSolvable<R> of(List<C> candidates, Function<C, String> name, Attempt<C, R> attempt)
            throws FailureException, IOException, InterruptedException {
        List<String> passedOver = new ArrayList<>();
        for (C candidate : candidates) {
            try {
                return new FirstSolvable<>(passedOver, attempt.solve(candidate));
            } catch (FailureException e) {
                boolean isLast = candidate.equals(candidates.getLast());
                if (isLast || !NO_SOLUTION.contains(e.diagnosis().signature().id())) {
                    throw e;
                }
                passedOver.add(name.apply(candidate) + ": " + e.diagnosis().message());
            }
        }
        throw new IllegalStateException("a solve without a candidate");
    }
}

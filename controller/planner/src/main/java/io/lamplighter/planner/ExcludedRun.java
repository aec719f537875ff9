package io.lamplighter.planner;

import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Optional;

/**
 * Builds that one fact excludes, from the newest release down, on their way to one line.
 *
 * @param whole whether they are all builds of their releases, or one build of each
 * @param builds grows until another fact decides
 */
record ExcludedRun(Cause cause, boolean whole, List<Judged> builds) {
    private static final String SEVERAL = "any";

    /** What excludes a build, without what would help it. */
    record Cause(String rule, String fact) {
        static Cause of(Judged judged) {
            Judged.Failure failure = judged.deciding().orElseThrow();
            return new Cause(failure.rule(), failure.fails().fact());
        }

        /** The one that excludes every build of a release. */
        static Optional<Cause> sharedBy(List<Judged> builds) {
            if (builds.stream().anyMatch(Judged::isKept)) {
                return Optional.empty();
            }
            List<Cause> causes = builds.stream().map(Cause::of).distinct().toList();
            return causes.size() == 1 ? Optional.of(causes.getFirst()) : Optional.empty();
        }
    }

    static Considered lineOf(Judged judged) {
        return new ExcludedRun(Cause.of(judged), false, List.of(judged)).line();
    }

    void add(Judged judged) {
        builds.add(judged);
    }

    Considered line() {
        return new Considered(name(), null, null, source(), Verdict.EXCLUDED, cause.rule(), cause.fact());
    }

    private String name() {
        if (builds.size() == 1) {
            return builds.getFirst().offer().name();
        }
        Pep440Version newest = builds.getFirst().offer().wheel().release();
        Pep440Version oldest = builds.getLast().offer().wheel().release();
        return "torch "
                + (newest.equals(oldest) ? newest : oldest + " to " + newest)
                + (whole ? "" : " " + builds.getFirst().offer().wheel().build());
    }

    private String source() {
        List<String> sources = builds.stream()
                .map(each -> each.offer().source().name().toString())
                .distinct()
                .toList();
        return sources.size() == 1 ? sources.getFirst() : SEVERAL;
    }
}

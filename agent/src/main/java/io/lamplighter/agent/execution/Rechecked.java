package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.schedule.Moment;
import io.lamplighter.agent.verification.Verifier.Extent;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RemedyClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a generation in use was found when it was looked at last; what is to be done next is a function of it and of the
 * time.
 *
 * @param platform on which all of it was verified last; absent while it was not known
 * @param at when it was verified last, in whatever extent
 * @param checks the last result of each
 * @param problem absent where it was found to work
 */
record Rechecked(
        GenerationName generation,
        @Nullable Platform platform,
        Instant at,
        List<CheckResult> checks,
        @Nullable Problem problem) {
    Rechecked {
        checks = List.copyOf(checks);
    }

    /**
     * Why what is in use does not work any more.
     *
     * @param remedy what puts it right
     * @param extent in which it was found, and is looked for again
     */
    record Problem(String message, RemedyClass remedy, Extent extent) {
        static Problem of(Diagnosis diagnosis, Due due) {
            return new Problem(
                    "re-verification failed" + due.after() + ": " + diagnosis.message(),
                    diagnosis.remedyClass(),
                    due.extent());
        }

        /** Whether the same packages, installed anew, could work where these do not. */
        boolean isRepairable() {
            return switch (remedy) {
                case REBOOT, DRAIN -> false;
                case SAFE, RETRY, REPLAN, CONFIG, ADMIN, UNKNOWN -> true;
            };
        }
    }

    /**
     * What is to be looked at.
     *
     * @param moment which says whether it may be now
     * @param change of the platform that it is for; empty where it is for the night
     */
    record Due(Extent extent, Moment moment, String change) {
        String after() {
            return change.isEmpty() ? "" : " after " + change;
        }
    }

    /** It was verified when it was built. */
    static Rechecked built(GenerationRecord record, @Nullable Platform platform) {
        return new Rechecked(record.generation(), platform, record.verifiedAt(), record.checks(), null);
    }

    /** The same that was verified on a platform, as far as anybody knows. */
    Rechecked on(@Nullable Platform known) {
        return platform == null && known != null ? new Rechecked(generation, known, at, checks, problem) : this;
    }

    /**
     * What is to be done now; empty where nothing is.
     *
     * @param now absent while it is not known
     * @param night when the last one began
     */
    Optional<Due> due(@Nullable Platform now, Instant night, Instant time) {
        if (platform != null && now != null && !platform.equals(now)) {
            return Optional.of(new Due(Extent.WHOLE, Moment.PROVE, now.changeFrom(platform)));
        }
        if (!at.isBefore(night) && !at.isAfter(time)) {
            return Optional.empty();
        }
        return Optional.of(new Due(problem == null ? Extent.LIGHT : problem.extent(), Moment.BEGIN, ""));
    }

    /** After another look. */
    Rechecked found(Due due, @Nullable Platform now, List<CheckResult> found, @Nullable Problem next, Instant time) {
        List<CheckResult> others = checks.stream()
                .filter(check -> found.stream().noneMatch(each -> each.check().equals(check.check())))
                .toList();
        return new Rechecked(
                generation,
                due.extent() == Extent.WHOLE && now != null ? now : platform,
                time,
                Stream.concat(found.stream(), others.stream()).toList(),
                next);
    }
}

package io.lamplighter.agent.execution;

import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's lock comes from.
 *
 * @param epoch under which the machine was appointed; absent when it was not
 * @param why it was not asked for, where it was not
 */
record LockOrigin(Kind kind, @Nullable Long epoch, @Nullable String why) {
    private static final String CHECK = "lock";

    enum Kind {
        /** It is made here, for all. */
        PATHFINDER,
        /** The controller has it from another machine. */
        SHARED,
        /** It is the one by which this machine built the plan before. */
        KEPT,
        /** It is made here, for this machine. */
        ALONE,
        /** There is none: the plan itself names the files. */
        PLAN
    }

    static LockOrigin pathfinder(long epoch) {
        return new LockOrigin(Kind.PATHFINDER, epoch, null);
    }

    static LockOrigin shared() {
        return new LockOrigin(Kind.SHARED, null, null);
    }

    static LockOrigin kept(String why) {
        return new LockOrigin(Kind.KEPT, null, why);
    }

    static LockOrigin alone(String why) {
        return new LockOrigin(Kind.ALONE, null, why);
    }

    static LockOrigin plan() {
        return new LockOrigin(Kind.PLAN, null, null);
    }

    /** Stands among the checks while the run waits. */
    static CheckResult waiting(String why) {
        return new CheckResult(CHECK, Result.INCONCLUSIVE, why, Duration.ZERO);
    }

    /** Stands among the checks; nothing is said of a machine that did what it was appointed for. */
    Optional<CheckResult> check() {
        return switch (kind) {
            case PATHFINDER, PLAN -> Optional.empty();
            case SHARED -> Optional.of(check(Result.PASSED, "the files that another machine proved"));
            case KEPT -> Optional.of(check(Result.PASSED, "the files that were proved here before; " + why));
            case ALONE -> Optional.of(check(Result.NOT_APPLICABLE, "solved for this machine alone: " + why));
        };
    }

    private static CheckResult check(Result result, String detail) {
        return new CheckResult(CHECK, result, detail, Duration.ZERO);
    }
}

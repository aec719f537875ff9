package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a generation was verified, and what it was then; without it, none is ever used. It is written after the file
 * system was synced: a power failure cannot leave it beside empty files.
 *
 * @param aheadOf the decision about the plan's files that this one went ahead of, as its pathfinder; absent of any
 *     other
 * @param fingerprint what must still be so for the generation to be whole
 */
record GenerationRecord(
        EnvironmentName environment,
        GenerationName generation,
        PlanId plan,
        RunId run,
        Instant verifiedAt,
        Fingerprint fingerprint,
        List<CheckResult> checks,
        Choice choice,
        @Nullable Long aheadOf) {
    private static final String CUDA = "cuda";

    GenerationRecord {
        checks = List.copyOf(checks);
    }

    /** Whether it holds the files that are to be in use, or those that its machine proved to be used next. */
    boolean holds(@Nullable AssignedLock wanted) {
        return wanted == null
                || wanted.digest().equals(choice.lock())
                || (aheadOf != null && aheadOf >= wanted.revision());
    }

    /** Whether it was seen to compute on a GPU. */
    boolean provedCuda() {
        return provesCuda(checks);
    }

    static boolean provesCuda(List<CheckResult> checks) {
        return checks.stream().anyMatch(check -> check.check().equals(CUDA) && check.result() == Result.PASSED);
    }
}

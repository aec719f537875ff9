package io.lamplighter.api.run;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.schedule.Hindrance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of a run. Idempotent: the controller keeps, for each run, the report with the highest sequence.
 *
 * @param sequence grows with each report of one run, from 1
 * @param stage the stage being built
 * @param download what the solve found must be fetched; absent before
 * @param candidate which candidate of the plan was taken, {@code torch 2.10.0 cu126}; absent before the solve
 * @param outcome present when the state is final
 * @param failure present when the outcome is a failure
 * @param generation present once its folder has a name
 * @param installed name and version of every package, once they are built; may be empty
 * @param waiting why it does not begin or go on; absent where it does
 * @param lock the files that it installs; absent before the solve, and from agents of before
 * @param refresh present when the run solves anew what is in use
 * @param changes packages that are others than in the generation before; absent before the solve, and where there was
 *     none
 */
public record RunReport(
        RunId run,
        int sequence,
        EnvironmentName environment,
        PlanId plan,
        RunState state,
        Instant startedAt,
        Instant at,
        @Nullable String stage,
        @Nullable Download download,
        @Nullable String candidate,
        @Nullable RunOutcome outcome,
        @Nullable Failure failure,
        List<CheckResult> checks,
        @Nullable GenerationName generation,
        List<InstalledPackage> installed,
        @Nullable List<Hindrance> waiting,
        @Nullable LockDigest lock,
        @Nullable Refresh refresh,
        @Nullable List<PackageChange> changes) {
    public RunReport {
        checks = List.copyOf(checks);
        installed = List.copyOf(installed);
        waiting = waiting == null ? null : List.copyOf(waiting);
        changes = changes == null ? null : List.copyOf(changes);
    }

    /** From an agent of before there were refreshes. */
    public RunReport(
            RunId run,
            int sequence,
            EnvironmentName environment,
            PlanId plan,
            RunState state,
            Instant startedAt,
            Instant at,
            @Nullable String stage,
            @Nullable Download download,
            @Nullable String candidate,
            @Nullable RunOutcome outcome,
            @Nullable Failure failure,
            List<CheckResult> checks,
            @Nullable GenerationName generation,
            List<InstalledPackage> installed,
            @Nullable List<Hindrance> waiting) {
        this(
                run,
                sequence,
                environment,
                plan,
                state,
                startedAt,
                at,
                stage,
                download,
                candidate,
                outcome,
                failure,
                checks,
                generation,
                installed,
                waiting,
                null,
                null,
                null);
    }

    /**
     * What a refresh begins with.
     *
     * @param from the lock that it may move from; it ends {@link RunOutcome#UNCHANGED} where the solve finds the same
     */
    public record Refresh(LockDigest from) {}

    /**
     * What must be fetched.
     *
     * @param bytes sum of the sizes that the index states; files without a stated size are not in it
     */
    public record Download(int files, long bytes) {}

    public record InstalledPackage(String name, String version) {}
}

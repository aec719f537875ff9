package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an environment stands on this machine, for metrics and for people; all of it was read when something happened,
 * nothing is when it is asked for.
 *
 * @param run the last one, as it was told
 * @param wanted the plan that it should have; absent when no assignment speaks of it
 * @param planInUse absent before the first success
 * @param checks what verification found in the generation in use
 * @param installed in the generation in use
 * @param generations on disk, whatever their state
 * @param freedBytes by removing generations, since the agent started
 * @param drift how the generation in use was altered; absent when it was not
 * @param problem why the generation in use does not verify any more; absent while it does
 * @param outOfDateSince since when another plan than the one in use is wanted
 * @param waitingUntil when a run that has to wait goes on, or asks whether it may
 * @param waiting what is in its way; empty where nothing is
 * @param nextWindow when a window opens next; absent where it may change at any time
 * @param outcomes since the agent started, each of them
 */
public record EnvironmentStatus(
        EnvironmentName environment,
        Phase phase,
        @Nullable RunReport run,
        @Nullable PlanId wanted,
        @Nullable PlanId planInUse,
        @Nullable GenerationName generation,
        List<CheckResult> checks,
        List<InstalledPackage> installed,
        @Nullable Instant verifiedAt,
        int generations,
        long diskBytes,
        long freedBytes,
        @Nullable String drift,
        @Nullable String problem,
        @Nullable Instant lastRun,
        @Nullable Instant outOfDateSince,
        @Nullable Instant waitingUntil,
        List<Hindrance> waiting,
        @Nullable Instant nextWindow,
        Map<RunOutcome, Long> outcomes) {
    public EnvironmentStatus {
        checks = List.copyOf(checks);
        installed = List.copyOf(installed);
        waiting = List.copyOf(waiting);
        outcomes = Map.copyOf(outcomes);
    }
}

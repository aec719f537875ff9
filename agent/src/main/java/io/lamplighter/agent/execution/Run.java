package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.PackageChange;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a plan, as it is journaled.
 *
 * @param sequence grows with each change, from 1
 * @param assignment revision of the assignment that it was begun for
 * @param stages names of the stages, for reports
 * @param interruptions how often the agent died while it built
 * @param standing what it goes to instead of building; absent when it builds
 * @param aim what it goes for beside its plan
 */
record Run(
        RunId id,
        int sequence,
        EnvironmentName environment,
        PlanId plan,
        long assignment,
        List<String> stages,
        Instant startedAt,
        Instant at,
        int interruptions,
        Phase phase,
        Findings findings,
        @Nullable Standing standing,
        Aim aim) {
    Run {
        aim = Objects.requireNonNullElse(aim, Aim.NONE); // absent in journals of before there were refreshes
        stages = List.copyOf(stages);
    }

    static Run begin(
            RunId id, EnvironmentName environment, PlanId plan, long assignment, List<String> stages, Instant now) {
        return new Run(
                id,
                1,
                environment,
                plan,
                assignment,
                stages,
                now,
                now,
                0,
                new Phase.Planned(),
                Findings.NONE,
                null,
                Aim.NONE);
    }

    /** The same run that goes to a generation which stands; what is known of that one is what it has found. */
    Run to(Standing there, Findings known) {
        return new Run(
                id,
                sequence,
                environment,
                plan,
                assignment,
                stages,
                startedAt,
                at,
                interruptions,
                phase,
                known,
                there,
                aim);
    }

    /** The same run that builds after all. */
    Run building(Instant now) {
        return new Run(
                id,
                sequence + 1,
                environment,
                plan,
                assignment,
                stages,
                startedAt,
                now,
                interruptions,
                new Phase.Waiting(now, false),
                Findings.NONE,
                null,
                aim);
    }

    /** The same run with something to go for. */
    Run aiming(Aim goal) {
        return new Run(
                id,
                sequence,
                environment,
                plan,
                assignment,
                stages,
                startedAt,
                at,
                interruptions,
                phase,
                findings,
                standing,
                goal);
    }

    Run move(Phase next, Findings found, Instant now) {
        return new Run(
                id,
                sequence + 1,
                environment,
                plan,
                assignment,
                stages,
                startedAt,
                now,
                interruptions,
                next,
                found,
                standing,
                aim);
    }

    /** The same run that waits for the same, until another time. */
    Run still(Phase.Waiting waiting) {
        return new Run(
                id,
                sequence,
                environment,
                plan,
                assignment,
                stages,
                startedAt,
                at,
                interruptions,
                waiting,
                findings,
                standing,
                aim);
    }

    Run interrupted() {
        return new Run(
                id,
                sequence,
                environment,
                plan,
                assignment,
                stages,
                startedAt,
                at,
                interruptions + 1,
                phase,
                findings,
                standing,
                aim);
    }

    boolean isFinal() {
        return phase.state().isFinal();
    }

    /** The generation that an operator wants by name; absent where it is for what is wanted anyway. */
    @Nullable
    GenerationName asked() {
        return standing != null && standing.asked() ? standing.generation() : null;
    }

    /** What the controller and the metrics are told. */
    RunReport report() {
        Choice choice = findings.choice();
        return new RunReport(
                id,
                sequence,
                environment,
                plan,
                phase.state(),
                startedAt,
                at,
                phase instanceof Phase.Building building ? stages.get(building.stage()) : null,
                choice == null ? null : choice.download(),
                choice == null ? null : choice.candidate(),
                outcome(),
                phase instanceof Phase.Failed failed ? failed.failure() : null,
                findings.checks(),
                findings.generation(),
                installed(choice),
                phase instanceof Phase.Waiting waiting && !waiting.why().isEmpty() ? waiting.why() : null,
                choice == null ? null : choice.locked(plan).orElse(null),
                aim.refresh() == null ? null : new RunReport.Refresh(aim.refresh()),
                choice == null || aim.before().isEmpty()
                        ? null
                        : PackageChange.between(aim.before(), choice.packages()));
    }

    private @Nullable RunOutcome outcome() {
        if (phase instanceof Phase.Failed failed) {
            return failed.outcome();
        }
        return phase instanceof Phase.Done done ? done.outcome() : null;
    }

    private List<InstalledPackage> installed(@Nullable Choice choice) {
        boolean built = phase instanceof Phase.Done || !findings.checks().isEmpty();
        return built && choice != null ? choice.packages() : List.of();
    }
}

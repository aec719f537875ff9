package io.lamplighter.agent.execution;

import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.view.PlacementView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the engine knows of one environment. Only the engine's own thread touches it. */
final class EnvironmentState {
    private static final Logger LOG = Logger.getLogger(EnvironmentState.class);

    private final EnvironmentName name;
    private final Map<RunOutcome, Long> outcomes = new EnumMap<>(RunOutcome.class);
    private @Nullable Wanted wanted;
    private @Nullable Instant removeAfter;
    private @Nullable Run run;
    private @Nullable GenerationRecord inUse;
    private @Nullable Instant tryAgainAt;
    private @Nullable Instant outOfDateSince;
    private int failures;
    private int generations;
    private long diskBytes;
    private long freedBytes;
    private @Nullable String drift;
    private @Nullable Hold hold;
    private @Nullable Rechecked rechecked;

    EnvironmentState(EnvironmentName name) {
        this.name = name;
        for (RunOutcome outcome : RunOutcome.values()) {
            if (outcome != RunOutcome.UNKNOWN) {
                outcomes.put(outcome, 0L);
            }
        }
    }

    EnvironmentName name() {
        return name;
    }

    Optional<Wanted> wanted() {
        return Optional.ofNullable(wanted);
    }

    Optional<GenerationRecord> inUse() {
        return Optional.ofNullable(inUse);
    }

    boolean wantsWhatIsInUse() {
        return wanted != null && inUse != null && wanted.isMadeOf(inUse);
    }

    void want(Wanted next, Instant now) {
        wanted = next;
        removeAfter = null;
        noteAge(now);
    }

    void retire(Instant after) {
        wanted = null;
        removeAfter = after;
    }

    void remember(Run last) {
        run = last;
    }

    /** A run came to its end, or has to wait. */
    void ended(Run last, Retries retries, Instant now) {
        run = last;
        switch (last.phase()) {
            case Phase.Done done -> {
                count(done.outcome());
                drift = done.outcome() == RunOutcome.ACTIVATED ? null : drift;
                failures = 0;
                tryAgainAt = null;
            }
            case Phase.Failed failed -> {
                count(failed.outcome());
                failures = failed.outcome() == RunOutcome.FAILED ? failures + 1 : 0;
                tryAgainAt = now.plus(retries.after(failures));
            }
            case Phase.Waiting waiting -> {
                if (waiting.built() && waiting.why().isEmpty()) {
                    count(RunOutcome.INCONCLUSIVE);
                }
            }
            case Phase.Planned _,
                    Phase.Claimed _,
                    Phase.Preparing _,
                    Phase.Solving _,
                    Phase.Building _,
                    Phase.Verifying _ -> {}
            case Phase.Sealing _, Phase.Activating _, Phase.Exposing _ -> {}
        }
    }

    void tryAgain(Instant at) {
        tryAgainAt = at;
    }

    void found(Optional<GenerationRecord> current, int count, long bytes, Instant now) {
        inUse = current.orElse(null);
        generations = count;
        diskBytes = bytes;
        noteAge(now);
    }

    void freed(long bytes) {
        freedBytes += bytes;
    }

    /**
     * How the generation in use is not what was verified any more; absent when it is.
     *
     * @return whether this is news
     */
    boolean drifted(@Nullable String found) {
        boolean news = !Objects.equals(drift, found);
        drift = found;
        if (news && found != null) {
            LOG.warnf("%s: the generation in use is not what was verified: %s", name, found);
        }
        return news;
    }

    /** How the generation in use was found when it was verified last; empty before anybody looked. */
    Optional<Rechecked> rechecked() {
        return Optional.ofNullable(rechecked).filter(last -> last.generation().equals(generationInUse()));
    }

    void recheck(Rechecked last) {
        rechecked = last;
    }

    /** Why the generation in use does not work any more; empty while it does. */
    Optional<Rechecked.Problem> problem() {
        return rechecked().map(Rechecked::problem);
    }

    /** Whether a run goes on that does not wait. */
    boolean isAtWork() {
        return run != null && !run.isFinal() && waiting().isEmpty();
    }

    /** Whether the machine keeps what it has; absent while it may change. */
    void hold(@Nullable Hold now) {
        if (now != null && !now.equals(hold)) {
            LOG.infof("%s: stays as it is until %s: %s", name, now.until(), now.reason());
        }
        hold = now;
    }

    Need need(Instant now) {
        return Need.of(
                new Need.Situation(
                        wanted,
                        removeAfter,
                        run,
                        planInUse(),
                        generationInUse(),
                        hasOtherFiles(),
                        isToBeRepaired(),
                        tryAgainAt),
                now);
    }

    /** @param nextWindow absent where it may change at any time */
    EnvironmentStatus status(@Nullable Instant nextWindow) {
        String problem = problem().map(Rechecked.Problem::message).orElse(null);
        return new EnvironmentStatus(
                name,
                phase(),
                run == null ? null : run.report(),
                wanted == null ? null : wanted.plan(),
                planInUse(),
                generationInUse(),
                rechecked().map(Rechecked::checks).orElseGet(() -> inUse == null ? List.of() : inUse.checks()),
                inUse == null ? List.of() : inUse.choice().packages(),
                inUse == null ? null : inUse.verifiedAt(),
                generations,
                diskBytes,
                freedBytes,
                Objects.equals(drift, problem) ? null : drift,
                problem,
                run == null ? null : run.at(),
                outOfDateSince,
                waiting().map(Phase.Waiting::until).orElse(null),
                waiting().map(Phase.Waiting::why).orElse(List.of()),
                nextWindow,
                outcomes);
    }

    private Optional<Phase.Waiting> waiting() {
        return run != null && run.phase() instanceof Phase.Waiting waiting ? Optional.of(waiting) : Optional.empty();
    }

    private boolean isHeld() {
        return waiting().filter(waiting -> !waiting.why().isEmpty()).isPresent();
    }

    /** The first that applies, in the order of {@link PlacementView.Phase}. */
    private PlacementView.Phase phase() {
        if (hold != null) {
            return PlacementView.Phase.HELD;
        }
        boolean asWanted = inUse != null && !isDrifted() && (wanted == null || wanted.isMadeOf(inUse));
        if (run != null
                && run.phase() instanceof Phase.Failed failed
                && failed.failure() != null
                && isFor(run)
                && !asWanted) {
            return PlacementView.Phase.FAILED;
        }
        if (removeAfter != null) {
            return PlacementView.Phase.RETIRING;
        }
        if (run != null && !run.isFinal() && !isHeld()) {
            return PlacementView.Phase.BUILDING;
        }
        if (isDrifted()) {
            return PlacementView.Phase.DRIFTED;
        }
        return asWanted ? PlacementView.Phase.CONVERGED : PlacementView.Phase.PENDING;
    }

    /** Whether a run is for the plan that is wanted, rather than for one before it. */
    private boolean isFor(Run last) {
        return wanted != null && wanted.plan().equals(last.plan());
    }

    private @Nullable PlanId planInUse() {
        return inUse == null ? null : inUse.plan();
    }

    private @Nullable GenerationName generationInUse() {
        return inUse == null ? null : inUse.generation();
    }

    private boolean hasOtherFiles() {
        return wanted != null && inUse != null && wanted.pinned() == null && !inUse.holds(wanted.lock());
    }

    @Nullable
    String drift() {
        return drift;
    }

    boolean isDrifted() {
        return drift != null;
    }

    private boolean isToBeRepaired() {
        return isDrifted() && problem().map(Rechecked.Problem::isRepairable).orElse(true);
    }

    private void noteAge(Instant now) {
        boolean outOfDate = wanted != null && !wantsWhatIsInUse();
        outOfDateSince = !outOfDate ? null : outOfDateSince == null ? now : outOfDateSince;
    }

    private void count(RunOutcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }
}

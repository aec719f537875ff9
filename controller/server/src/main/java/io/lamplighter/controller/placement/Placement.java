package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One environment on one machine.
 *
 * @param revision of the environment's manifest that was planned last
 * @param specRevision the first revision with that spec
 * @param resolution key of the planner's last answer; absent while retiring
 * @param plan assigned to the machine
 * @param offered every plan that was assigned for this spec revision: one of them in use is what the spec asked for
 * @param inUse what the machine last said it activated
 * @param files which lock of the plan that is
 * @param phase without staleness, which comes with time alone
 * @param removeAfter when a retiring one goes
 */
record Placement(
        MachineId machine,
        EnvironmentName environment,
        long revision,
        long specRevision,
        @Nullable Sha256 resolution,
        @Nullable PlanId plan,
        Set<PlanId> offered,
        @Nullable PlanId inUse,
        Files files,
        @Nullable RunId lastRun,
        List<Condition> conditions,
        Phase phase,
        String phaseDetail,
        @Nullable Instant removeAfter) {
    Placement {
        offered = Set.copyOf(offered);
        conditions = List.copyOf(conditions);
    }

    /** A placement that nothing is known of yet. */
    static Placement begin(MachineId machine, EnvironmentName environment) {
        return new Placement(
                machine,
                environment,
                0,
                0,
                null,
                null,
                Set.of(),
                null,
                Files.NONE,
                null,
                List.of(),
                Phase.PENDING,
                "",
                null);
    }

    boolean isRetiring() {
        return removeAfter != null;
    }

    /** Whether a machine has something of it, or may have. */
    boolean isTangible() {
        return plan != null || inUse != null;
    }

    /** Whether the assigned plan is what the present spec asked for, and not one kept for want of an answer. */
    boolean answersSpec() {
        return plan != null && offered.contains(plan);
    }

    /** What a machine uses of a spec; empty where it uses nothing that was planned for it. */
    Optional<PlanId> inUseFor(long spec) {
        return Optional.ofNullable(inUse).filter(plan -> spec == specRevision && offered.contains(plan));
    }

    /** Whether nothing could be planned when it was looked at last. */
    boolean isUnplannable() {
        return conditions.stream()
                .anyMatch(condition ->
                        condition.type() == Condition.Type.RESOLVED && condition.status() == Condition.Status.FALSE);
    }

    /** Whether a machine uses what it should have. */
    boolean isInUse() {
        return plan != null && plan.equals(inUse) && files.agree();
    }

    /** A run that came to no other generation. */
    Placement observing(RunId run) {
        return observing(run, inUse, files);
    }

    /** @param lock of what was activated; absent where the machine does not tell it */
    Placement activated(RunId run, PlanId activated, @Nullable LockDigest lock) {
        return observing(run, activated, files.using(lock));
    }

    private Placement observing(RunId run, @Nullable PlanId activated, Files used) {
        return new Placement(
                machine,
                environment,
                revision,
                specRevision,
                resolution,
                plan,
                offered,
                activated,
                used,
                run,
                conditions,
                phase,
                phaseDetail,
                removeAfter);
    }

    /**
     * Whether a build for the CPU is in use where one for the GPUs is wanted.
     *
     * @param answer today's of the planner; absent while retiring
     * @param needsCuda whether the proof of a plan must compute on the machine's GPUs
     */
    boolean lacksCuda(@Nullable Answer answer, Predicate<PlanId> needsCuda) {
        return inUse != null && answer instanceof Answer.Planned planned && planned.cuda() && !needsCuda.test(inUse);
    }

    /** What is in use is not what the spec asks for any more. */
    Placement withdrawingWhatIsInUse() {
        return inUse == null ? this : withdrawing(inUse);
    }

    /** A plan that was assigned is not what the spec asks for any more, though it is in use. */
    Placement withdrawing(PlanId withdrawn) {
        Set<PlanId> others = new HashSet<>(offered);
        others.remove(withdrawn);
        return new Placement(
                machine,
                environment,
                revision,
                specRevision,
                resolution,
                plan,
                others,
                inUse,
                files,
                lastRun,
                conditions,
                phase,
                phaseDetail,
                removeAfter);
    }

    Placement wanted(
            long newRevision,
            long newSpecRevision,
            Sha256 newResolution,
            PlanChoice choice,
            @Nullable LockDigest lock) {
        return new Placement(
                machine,
                environment,
                newRevision,
                newSpecRevision,
                newResolution,
                choice.plan(),
                choice.offered(),
                inUse,
                files.wanting(lock),
                lastRun,
                conditions,
                phase,
                phaseDetail,
                null);
    }

    Placement retiring(Instant until) {
        return new Placement(
                machine,
                environment,
                revision,
                specRevision,
                null,
                plan,
                offered,
                inUse,
                files,
                lastRun,
                conditions,
                phase,
                phaseDetail,
                until);
    }

    Placement looking(List<Condition> newConditions, Phases.Shown shown) {
        return new Placement(
                machine,
                environment,
                revision,
                specRevision,
                resolution,
                plan,
                offered,
                inUse,
                files,
                lastRun,
                newConditions,
                shown.phase(),
                shown.detail(),
                removeAfter);
    }

    /**
     * Locks of the plan.
     *
     * @param wanted those in force, or of the generation that an operator wants; absent where whichever the machine has
     *     are right
     * @param inUse of what the machine last said it activated; absent where it did not tell
     */
    record Files(@Nullable LockDigest wanted, @Nullable LockDigest inUse) {
        static final Files NONE = new Files(null, null);

        private boolean agree() {
            return wanted == null || wanted.equals(inUse);
        }

        private Files using(@Nullable LockDigest lock) {
            return new Files(wanted, lock);
        }

        private Files wanting(@Nullable LockDigest lock) {
            return new Files(lock, inUse);
        }
    }
}

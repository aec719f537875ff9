package io.lamplighter.api.wire;

import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one machine should have now. An environment that is in neither list is left alone.
 *
 * @param revision only grows: an agent ignores an assignment older than the one it acts on
 * @param sources those to look at and to install from
 * @param retiring environments to be removed at a given time; usable until then
 * @param hold while it lasts, the machine keeps what it has, whatever the rest says; absent where there is none
 * @param freezes times in which nothing changes on the machine, whatever else is said; absent where there are none
 * @param inventoryAccepted when an operator last took the GPUs that are there for all that there should be; absent
 *     where nobody did
 * @param reboot when it may boot; absent where it never may
 */
public record Assignment(
        long revision,
        List<AvailableSource> sources,
        List<AssignedEnvironment> environments,
        List<Retiring> retiring,
        @Nullable Hold hold,
        @Nullable List<Freeze> freezes,
        @Nullable Instant inventoryAccepted,
        @Nullable RebootTerms reboot) {
    public Assignment {
        sources = List.copyOf(sources);
        environments = List.copyOf(environments);
        retiring = List.copyOf(retiring);
        freezes = freezes == null ? null : List.copyOf(freezes);
    }

    /** Of a machine whose GPUs nobody had to accept, and that never boots by itself. */
    public Assignment(
            long revision,
            List<AvailableSource> sources,
            List<AssignedEnvironment> environments,
            List<Retiring> retiring,
            @Nullable Hold hold,
            @Nullable List<Freeze> freezes) {
        this(revision, sources, environments, retiring, hold, freezes, null, null);
    }

    /** The same that lets it boot. */
    public Assignment rebooting(@Nullable RebootTerms terms) {
        return new Assignment(revision, sources, environments, retiring, hold, freezes, inventoryAccepted, terms);
    }

    /** Without a hold and without freezes. */
    public Assignment(
            long revision,
            List<AvailableSource> sources,
            List<AssignedEnvironment> environments,
            List<Retiring> retiring) {
        this(revision, sources, environments, retiring, null, null);
    }

    /**
     * An environment with its plan as the bytes that were hashed.
     *
     * @param json the plan's text, in a string so that nothing on the way writes it anew
     * @param pinned the generation of that plan that is to be in use, no other; absent where any may be
     * @param kept generations that are to stay, whatever their age; absent where there are none
     * @param schedule when it may change; absent where it may at any time
     * @param mode what becomes of drift; absent where it is put right
     * @param lock the files that are to be in use; absent while the plan was never refreshed
     * @param refresh present where the machine is to ask in its windows whether to solve anew
     */
    public record AssignedEnvironment(
            EnvironmentName name,
            PlanId plan,
            String json,
            @Nullable GenerationName pinned,
            @Nullable List<Kept> kept,
            @Nullable Schedule schedule,
            @Nullable Mode mode,
            @Nullable AssignedLock lock,
            @Nullable Refreshing refresh) {
        public AssignedEnvironment {
            kept = kept == null ? null : List.copyOf(kept);
        }

        /** Of a plan that was never refreshed, and is not to be. */
        public AssignedEnvironment(
                EnvironmentName name,
                PlanId plan,
                String json,
                @Nullable GenerationName pinned,
                @Nullable List<Kept> kept,
                @Nullable Schedule schedule,
                @Nullable Mode mode) {
            this(name, plan, json, pinned, kept, schedule, mode, null, null);
        }

        public static AssignedEnvironment of(EnvironmentName name, PlanDocument plan) {
            return new AssignedEnvironment(name, plan.id(), plan.json(), null, null, null, null);
        }

        public AssignedEnvironment pinnedTo(GenerationName generation) {
            return new AssignedEnvironment(name, plan, json, generation, kept, schedule, mode, lock, refresh);
        }

        public AssignedEnvironment keeping(List<Kept> generations) {
            return new AssignedEnvironment(name, plan, json, pinned, generations, schedule, mode, lock, refresh);
        }

        public AssignedEnvironment during(Schedule times) {
            return new AssignedEnvironment(name, plan, json, pinned, kept, times, mode, lock, refresh);
        }

        /** The same, of which drift is only told. */
        public AssignedEnvironment reporting() {
            return new AssignedEnvironment(name, plan, json, pinned, kept, schedule, Mode.REPORT, lock, refresh);
        }

        public AssignedEnvironment lockedBy(@Nullable AssignedLock files) {
            return new AssignedEnvironment(name, plan, json, pinned, kept, schedule, mode, files, refresh);
        }

        public AssignedEnvironment refreshing(@Nullable Refreshing wanted) {
            return new AssignedEnvironment(name, plan, json, pinned, kept, schedule, mode, lock, wanted);
        }

        /**
         * The plan.
         *
         * @throws IllegalArgumentException when the text is not the one that the id was made of
         */
        public PlanDocument document() {
            return new PlanDocument(plan, json);
        }
    }

    /**
     * Which files of a plan are to be in use.
     *
     * @param revision grows with each decision about that: what a machine proved as a pathfinder under an earlier one
     *     is no reason to go back
     */
    public record AssignedLock(LockDigest digest, long revision) {}

    /**
     * That a machine is to ask in its windows whether to solve anew.
     *
     * @param ordered grows when somebody asks for it: then it asks once more; 0 while nobody did
     * @param hurriedUntil how long windows and gates do not hold the environment back; absent where they do
     */
    public record Refreshing(
            Update update, long ordered, @Nullable Instant hurriedUntil) {
        /** In windows, and when gates hold. */
        public Refreshing(Update update, long ordered) {
            this(update, ordered, null);
        }
    }

    /** A generation that is to stay until an instant. */
    public record Kept(GenerationName generation, Instant until) {}

    /** An environment that no manifest gives to the machine any more. */
    public record Retiring(EnvironmentName name, Instant removeAfter) {}
}

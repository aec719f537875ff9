package io.lamplighter.api.wire;

import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
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
 */
public record Assignment(
        long revision,
        List<AvailableSource> sources,
        List<AssignedEnvironment> environments,
        List<Retiring> retiring,
        @Nullable Hold hold,
        @Nullable List<Freeze> freezes) {
    public Assignment {
        sources = List.copyOf(sources);
        environments = List.copyOf(environments);
        retiring = List.copyOf(retiring);
        freezes = freezes == null ? null : List.copyOf(freezes);
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
     */
    public record AssignedEnvironment(
            EnvironmentName name,
            PlanId plan,
            String json,
            @Nullable GenerationName pinned,
            @Nullable List<Kept> kept,
            @Nullable Schedule schedule,
            @Nullable Mode mode) {
        public AssignedEnvironment {
            kept = kept == null ? null : List.copyOf(kept);
        }

        public static AssignedEnvironment of(EnvironmentName name, PlanDocument plan) {
            return new AssignedEnvironment(name, plan.id(), plan.json(), null, null, null, null);
        }

        public AssignedEnvironment pinnedTo(GenerationName generation) {
            return new AssignedEnvironment(name, plan, json, generation, kept, schedule, mode);
        }

        public AssignedEnvironment keeping(List<Kept> generations) {
            return new AssignedEnvironment(name, plan, json, pinned, generations, schedule, mode);
        }

        public AssignedEnvironment during(Schedule times) {
            return new AssignedEnvironment(name, plan, json, pinned, kept, times, mode);
        }

        /** The same, of which drift is only told. */
        public AssignedEnvironment reporting() {
            return new AssignedEnvironment(name, plan, json, pinned, kept, schedule, Mode.REPORT);
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

    /** A generation that is to stay until an instant. */
    public record Kept(GenerationName generation, Instant until) {}

    /** An environment that no manifest gives to the machine any more. */
    public record Retiring(EnvironmentName name, Instant removeAfter) {}
}

package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.plan.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change would mean for every machine, before anything of it is stored.
 *
 * @param machines how many are enrolled
 * @param kinds how many planning facts they have among them
 * @param catalogVersion the catalog that it was planned with
 * @param effects those that some placement has, what to look at first at the head
 */
public record WhatIf(int machines, int kinds, String catalogVersion, List<Effects> effects) {
    public WhatIf {
        effects = List.copyOf(effects);
    }

    /** How many placements one thing would happen to. */
    public int count(Effect effect) {
        return effects.stream()
                .filter(each -> each.effect() == effect)
                .mapToInt(Effects::placements)
                .sum();
    }

    /**
     * All placements that the same would happen to.
     *
     * @param lackingDisk how many of them are known to lack the room for what they would build, over all groups
     * @param outcomes by planning facts, the largest group first
     * @param outcomesLeftOut how many smaller groups there are beside them
     */
    public record Effects(Effect effect, int placements, int lackingDisk, List<Outcome> outcomes, int outcomesLeftOut) {
        public Effects {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * What an environment would become on machines alike.
     *
     * @param before what is in use there, or else assigned, {@code torch 2.14.1 cu126}; absent where nothing is, or
     *     where nothing had to be chosen
     * @param after what would be planned; of what stays: what would be planned anew, where that is another
     * @param reasons why it is not planned or not released; empty where it is
     * @param nearest what would work, where nothing does and something near would
     * @param diskBytes what the new build takes once it is installed; absent where it is not known
     * @param lackingDisk which of the machines have no room for it; absent where nothing would be built, and where it
     *     is not known what that takes
     */
    public record Outcome(
            EnvironmentName environment,
            Alike who,
            @Nullable String before,
            @Nullable String after,
            List<Reason> reasons,
            @Nullable String nearest,
            @Nullable Long diskBytes,
            @Nullable LackingDisk lackingDisk) {
        public Outcome {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Machines without room for a build: less is free than it takes and the agent keeps free.
     *
     * @param examples some of their names
     * @param unknown of how many others it cannot be said, because their facts tell nothing of a disk
     */
    public record LackingDisk(int machines, List<MachineName> examples, int unknown) {
        public LackingDisk {
            examples = List.copyOf(examples);
        }
    }

    /** What would happen to a placement. */
    public enum Effect {
        /** Nothing could be planned any more, or from the start; a generation that works there stays. */
        @JsonProperty("unplannable")
        UNPLANNABLE,
        /** No manifest would ask for it any more; usable for the days of grace. */
        @JsonProperty("lost")
        LOST,
        /** It would get another plan. */
        @JsonProperty("replanned")
        REPLANNED,
        /** It would get its first plan. */
        @JsonProperty("given")
        GIVEN,
        /** There is a plan, and the machine's agent does not know its steps. */
        @JsonProperty("agentTooOld")
        AGENT_TOO_OLD,
        /** It could not be told before the agent has looked at something. */
        @JsonProperty("undecided")
        UNDECIDED,
        /** No manifest would ask for it any more, and no machine has anything of it. */
        @JsonProperty("withdrawn")
        WITHDRAWN,
        /** Nothing can be planned, as before. */
        @JsonProperty("stillUnplannable")
        STILL_UNPLANNABLE,
        /** Its plan stays: it would be the same, or it is in use and its spec would not change. */
        @JsonProperty("stays")
        STAYS
    }
}

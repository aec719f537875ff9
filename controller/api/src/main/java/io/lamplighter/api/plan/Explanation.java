package io.lamplighter.api.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a resolution is as it is: every candidate considered, and the facts that decided. Recomputed on demand, never
 * stored.
 *
 * @param facts what was read of the machine, a line each
 * @param candidates in rank order: kept ones first, the chosen one at the head
 * @param notes what a choice costs and what is not known, a sentence each
 */
public record Explanation(List<String> facts, List<Considered> candidates, List<String> notes) {
    public Explanation {
        facts = List.copyOf(facts);
        candidates = List.copyOf(candidates);
        notes = List.copyOf(notes);
    }

    /**
     * One candidate.
     *
     * @param name {@code torch 2.10.0 cu126}
     * @param torch its release; absent where torch was not asked for
     * @param build {@code cu126}, {@code cpu}; {@code default} is that of the default index, {@code cuda} one of
     *     conda-forge
     * @param cuda what it is built for; absent for a CPU build
     * @param source where it would come from
     * @param verdict chosen, kept or excluded
     * @param rule the planner's rule that decided, {@code driver}; absent for a kept one
     * @param because the deciding fact
     */
    public record Considered(
            String name,
            @Nullable String torch,
            @Nullable String build,
            @Nullable String cuda,
            String source,
            Verdict verdict,
            @Nullable String rule,
            String because) {}

    /** What became of a candidate; {@code UNPROVEN} is kept, but something about it is not known. */
    public enum Verdict {
        CHOSEN,
        KEPT,
        UNPROVEN,
        EXCLUDED
    }
}

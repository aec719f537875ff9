package io.lamplighter.controller.whatif;

import static java.util.Comparator.comparingInt;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.Alike;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.api.view.WhatIf.Effects;
import io.lamplighter.api.view.WhatIf.Outcome;
import io.lamplighter.controller.placement.Prospect;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prospects that come to the same, added up; only so many machines' names are kept of each. */
final class Outcomes {
    private static final int MOST_EXAMPLES = 5;
    private static final Comparator<Sum> LARGEST_FIRST = comparingInt((Sum sum) -> -sum.machines)
            .thenComparing(sum -> sum.same.environment())
            .thenComparing(sum -> sum.examples.getFirst());

    private final Map<Same, Sum> sums = new HashMap<>();

    /** What outcomes have in common that are told as one. */
    private record Same(
            Effect effect,
            EnvironmentName environment,
            Sha256 deciding,
            @Nullable String before,
            @Nullable String after,
            List<Reason> reasons,
            @Nullable String nearest) {
        static Same of(Prospect prospect) {
            return new Same(
                    prospect.effect(),
                    prospect.environment(),
                    prospect.deciding(),
                    prospect.before(),
                    prospect.after(),
                    prospect.reasons(),
                    prospect.nearest());
        }
    }

    private static final class Sum {
        final Same same;
        final PlanningFacts facts;
        final TreeSet<MachineName> examples = new TreeSet<>();
        int machines;

        Sum(Same same, PlanningFacts facts) {
            this.same = same;
            this.facts = facts;
        }

        void add(Prospect prospect) {
            machines += prospect.machines();
            examples.addAll(prospect.examples());
            while (examples.size() > MOST_EXAMPLES) {
                examples.pollLast();
            }
        }
    }

    void add(Prospect prospect) {
        sums.computeIfAbsent(Same.of(prospect), same -> new Sum(same, prospect.facts()))
                .add(prospect);
    }

    /**
     * All of them by effect, in the order of {@link Effect}.
     *
     * @param limit how many groups of each effect are told
     */
    List<Effects> effects(BuildSizes sizes, int limit) {
        return Stream.of(Effect.values())
                .map(effect -> effects(effect, sizes, limit))
                .filter(effects -> effects.placements() > 0)
                .toList();
    }

    private Effects effects(Effect effect, BuildSizes sizes, int limit) {
        List<Sum> ofEffect = sums.values().stream()
                .filter(sum -> sum.same.effect() == effect)
                .sorted(LARGEST_FIRST)
                .toList();
        return new Effects(
                effect,
                ofEffect.stream().mapToInt(sum -> sum.machines).sum(),
                ofEffect.stream().limit(limit).map(sum -> outcome(sum, sizes)).toList(),
                Math.max(0, ofEffect.size() - limit));
    }

    /** No facts tell of free disk yet: who lacks it is not known. */
    private static Outcome outcome(Sum sum, BuildSizes sizes) {
        Same same = sum.same;
        String after = same.after();
        return new Outcome(
                same.environment(),
                new Alike(sum.machines, List.copyOf(sum.examples), sum.facts),
                same.before(),
                after,
                same.reasons(),
                same.nearest(),
                after == null ? null : sizes.of(sum.facts.platform(), after),
                null);
    }
}

package io.lamplighter.controller.whatif;

import static java.util.Comparator.comparingInt;

import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.api.view.WhatIf.Effects;
import io.lamplighter.controller.placement.Prospect;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prospects that come to the same, added up; only so many machines' names are kept of each. */
final class Outcomes {
    private static final Comparator<Sum> LARGEST_FIRST = comparingInt((Sum sum) -> -sum.machines())
            .thenComparing(sum -> sum.same().environment())
            .thenComparing(Sum::firstExample);

    private final BuildSizes sizes;
    private final Map<Same, Sum> sums = new HashMap<>();

    Outcomes(BuildSizes sizes) {
        this.sizes = sizes;
    }

    void add(Prospect prospect) {
        sums.computeIfAbsent(Same.of(prospect), same -> new Sum(same, prospect.facts(), takes(prospect)))
                .add(prospect);
    }

    /**
     * All of them by effect, in the order of {@link Effect}.
     *
     * @param limit how many groups of each effect are told
     */
    List<Effects> effects(int limit) {
        return Stream.of(Effect.values())
                .map(effect -> effects(effect, limit))
                .filter(effects -> effects.placements() > 0)
                .toList();
    }

    private Effects effects(Effect effect, int limit) {
        List<Sum> ofEffect = sums.values().stream()
                .filter(sum -> sum.same().effect() == effect)
                .sorted(LARGEST_FIRST)
                .toList();
        return new Effects(
                effect,
                ofEffect.stream().mapToInt(Sum::machines).sum(),
                ofEffect.stream().mapToInt(Sum::lackingDisk).sum(),
                ofEffect.stream().limit(limit).map(Sum::outcome).toList(),
                Math.max(0, ofEffect.size() - limit));
    }

    private @Nullable Long takes(Prospect prospect) {
        String after = prospect.after();
        return after == null ? null : sizes.of(prospect.facts().platform(), after);
    }
}

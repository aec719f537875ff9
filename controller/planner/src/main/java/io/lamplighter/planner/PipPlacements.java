package io.lamplighter.planner;

import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate.Placement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where packages come from that do not come from the default index.
 *
 * @param names of all that is asked for
 */
record PipPlacements(NamedSources sources, List<String> names) {
    PipPlacements {
        names = List.copyOf(names);
    }

    /** The source of what nothing places elsewhere; a tree, where there is no index. */
    SourceName defaultIndex() {
        return sources.defaultIndex().or(sources::tree).orElseThrow().name();
    }

    /**
     * What a source claims to have comes from it.
     *
     * @param build the branch where that source is a tree; absent where no build was chosen
     */
    Map<String, Placement> claimed(@Nullable String build) {
        Map<String, Placement> placements = new TreeMap<>();
        for (String name : names) {
            sources.claimant(name)
                    .ifPresent(source -> placements.put(name, new Placement(source.name(), branch(source, build))));
        }
        return placements;
    }

    private static @Nullable String branch(NamedSource source, @Nullable String build) {
        return source.isTree() ? build : null;
    }

    /** Torch and what is bound to it come from one place. */
    Map<String, Placement> around(Offer offer, List<String> bound) {
        String build = offer.isOnTree() ? offer.build().label() : null;
        Map<String, Placement> placements = new TreeMap<>();
        if (offer.isOnTree() || !offer.source().name().equals(defaultIndex())) {
            Placement ofTorch =
                    new Placement(offer.source().name(), build, offer.build().page());
            bound.forEach(name -> placements.put(name, ofTorch));
        }
        placements.putAll(claimed(build));
        return placements;
    }
}

package io.lamplighter.agent.installer;

import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Candidate.Placement;
import java.util.List;
import java.util.Optional;

/** Where this machine finds the sources that a plan only names. */
record SourceAddresses(List<AvailableSource> sources) {
    SourceAddresses {
        sources = List.copyOf(sources);
    }

    /**
     * The index of a placement.
     *
     * @throws IllegalArgumentException when the assignment does not carry the source
     */
    String of(Placement placement) {
        String root = ofDefault(placement.source()).orElseGet(BuiltInSources::defaultIndex);
        return placement.build() == null ? root : root + "/" + placement.build();
    }

    /** Empty for the installer's own default index, which needs no address. */
    Optional<String> ofDefault(SourceName name) {
        return Optional.ofNullable(sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan names the source \"" + name + "\", which the assignment does not carry"))
                .url());
    }
}

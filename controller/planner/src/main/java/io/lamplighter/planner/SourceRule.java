package io.lamplighter.planner;

import java.util.List;

/** The sources can be reached and carry the build. */
record SourceRule() implements Rule {
    static final String ID = "source";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        for (NamedSource source : offer.sources()) {
            if (!source.isReachable()) {
                return Finding.fails(
                        source::whyUnreachable,
                        Finding.Change.SOURCE,
                        () -> "source " + source.name() + ", once the machine reaches it, has " + offer.name());
            }
        }
        NamedSource source = offer.source();
        List<String> builds = source.builds();
        return !offer.isOnTree()
                        || builds.isEmpty()
                        || builds.contains(offer.build().label())
                ? Finding.HOLDS
                : Finding.fails(
                        () -> "source " + source.name() + " carries " + String.join(", ", builds) + " only",
                        Finding.Change.SOURCE,
                        () -> "a source that carries " + offer.build().label() + " would allow " + offer.name());
    }
}

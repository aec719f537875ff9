package io.lamplighter.planner;

import java.util.List;

/** The source can be reached and carries the build. */
record SourceRule() implements Rule {
    static final String ID = "source";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        NamedSource source = offer.source();
        List<String> builds = source.builds();
        if (!source.isReachable()) {
            return Finding.fails(
                    source.whyUnreachable(),
                    Finding.Change.SOURCE,
                    "source " + source.name() + ", once the machine reaches it, has " + offer.name());
        }
        return !offer.isOnTree()
                        || builds.isEmpty()
                        || builds.contains(offer.wheel().build().text())
                ? Finding.holds()
                : Finding.fails(
                        "source " + source.name() + " carries " + String.join(", ", builds) + " only",
                        Finding.Change.SOURCE,
                        "a source that carries " + offer.wheel().build() + " would allow " + offer.name());
    }
}

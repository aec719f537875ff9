package io.lamplighter.planner;

import io.lamplighter.versions.pep440.Pep440Version;
import org.jspecify.annotations.Nullable;

/** With {@code versions: same} only the release that was settled for all machines is taken. */
record SettledRule(@Nullable Pep440Version release) implements Rule {
    @Override
    public String id() {
        return "same";
    }

    @Override
    public Finding judge(Offer offer) {
        return release == null || release.equals(offer.build().release())
                ? Finding.HOLDS
                : Finding.fails(() -> "versions: same settled on torch " + release + ", which works on every machine");
    }
}

package io.lamplighter.planner;

import io.lamplighter.versions.pep440.Specifiers;

/** The release is one that the spec asks for. */
record RequirementRule(Specifiers wanted) implements Rule {
    static final String ID = "requirement";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        return wanted.contains(offer.wheel().version())
                ? Finding.holds()
                : Finding.fails(
                        "the spec asks for torch" + wanted.text(),
                        Finding.Change.SPEC,
                        offer.name() + " works on this machine");
    }
}

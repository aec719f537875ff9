package io.lamplighter.planner;

/** The release is one that the spec asks for, and so is the build where conda's words name one. */
record RequirementRule(TorchRequest request) implements Rule {
    static final String ID = "requirement";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        return request.torch().admits(offer.build().version()) && request.admitsBuild(offer.build())
                ? Finding.HOLDS
                : Finding.fails(
                        () -> "the spec asks for " + request.written(),
                        Finding.Change.SPEC,
                        () -> offer.name() + " works on this machine");
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.lock.Denials;

/** An operator denied the release: nobody gets it, whatever else holds. */
record DeniedRule(Denials denied) implements Rule {
    @Override
    public String id() {
        return "denied";
    }

    @Override
    public Finding judge(Offer offer) {
        return denied.of(
                        offer.installer(),
                        offer.isOfConda() ? TorchRequest.PYTORCH : TorchRequest.TORCH,
                        offer.build().version().normalized())
                .<Finding>map(denial -> Finding.fails(
                        denial::words,
                        Finding.Change.SPEC,
                        () -> offer.name() + " would work (lamp allow " + denial.release() + ")"))
                .orElse(Finding.HOLDS);
    }
}

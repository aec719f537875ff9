package io.lamplighter.planner;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** A rule whose finding rests on the build alone, which it remembers; racing threads find the same. */
final class RememberedRule implements Rule {
    private final Rule rule;
    private final AtomicReferenceArray<Finding> findings;

    RememberedRule(Rule rule, int builds) {
        this.rule = rule;
        this.findings = new AtomicReferenceArray<>(builds);
    }

    @Override
    public String id() {
        return rule.id();
    }

    @Override
    public Finding judge(Offer offer) {
        int build = offer.build().index();
        Finding known = findings.getAcquire(build);
        if (known == null) {
            known = rule.judge(offer);
            findings.setRelease(build, known);
        }
        return known;
    }
}

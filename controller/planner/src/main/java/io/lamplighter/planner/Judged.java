package io.lamplighter.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An offer with what the rules found.
 *
 * @param failures the rules that do not hold; empty for a kept offer
 * @param notKnown what no row says; empty for a proven offer
 */
record Judged(Offer offer, List<Judgement> judgements, List<Failure> failures, List<Finding.NotKnown> notKnown) {
    /** What one rule found. */
    record Judgement(String rule, Finding finding) {}

    /** A rule that does not hold. */
    record Failure(String rule, Finding.Fails fails) {}

    /** By every rule. */
    static Judged by(List<Rule> rules, Offer offer) {
        List<Judgement> judgements = new ArrayList<>(rules.size());
        List<Failure> failures = new ArrayList<>(1);
        List<Finding.NotKnown> notKnown = new ArrayList<>(1);
        for (Rule rule : rules) {
            Finding finding = rule.judge(offer);
            judgements.add(new Judgement(rule.id(), finding));
            switch (finding) {
                case Finding.Fails fails -> failures.add(new Failure(rule.id(), fails));
                case Finding.NotKnown unknown -> notKnown.add(unknown);
                case Finding.Holds _ -> {}
            }
        }
        return new Judged(offer, judgements, failures, notKnown);
    }

    /** By every rule as long as none fails; empty where one does. */
    static Optional<Judged> kept(List<Rule> rules, Offer offer) {
        List<Finding.NotKnown> notKnown = new ArrayList<>(1);
        for (Rule rule : rules) {
            switch (rule.judge(offer)) {
                case Finding.Fails _ -> {
                    return Optional.empty();
                }
                case Finding.NotKnown unknown -> notKnown.add(unknown);
                case Finding.Holds _ -> {}
            }
        }
        return Optional.of(new Judged(offer, List.of(), List.of(), notKnown));
    }

    boolean isKept() {
        return failures.isEmpty();
    }

    boolean isProven() {
        return notKnown.isEmpty();
    }

    /** The first rule that does not hold; empty for a kept offer. */
    Optional<Failure> deciding() {
        return failures.stream().findFirst();
    }

    /** What is not known, for people. */
    List<String> unknowns() {
        return notKnown.stream().map(unknown -> unknown.what().text()).toList();
    }

    /** The facts that let it be kept. */
    String whyKept() {
        String facts = judgements.stream()
                .flatMap(judgement -> switch (judgement.finding()) {
                    case Finding.Holds(Finding.Words fact) -> Stream.of(fact.text());
                    case Finding.NotKnown(Finding.Words what) -> Stream.of("not known: " + what.text());
                    case Finding.Fails _ -> Stream.<String>empty();
                })
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining("; "));
        return facts.isEmpty() ? "every rule holds" : facts;
    }
}

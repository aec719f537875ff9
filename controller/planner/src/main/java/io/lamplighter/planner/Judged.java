package io.lamplighter.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An offer with what the rules found.
 *
 * @param rules that judged it; an explanation asks them again for their words, because most offers are never explained
 * @param failures the rules that do not hold, in their order; empty for a kept offer
 * @param notKnown what no row says; empty for a proven offer
 */
record Judged(Offer offer, List<Rule> rules, List<Failure> failures, List<Finding.NotKnown> notKnown) {
    /** A rule that does not hold. */
    record Failure(String rule, Finding.Fails fails) {}

    /** By every rule. */
    static Judged by(List<Rule> rules, Offer offer) {
        List<Failure> failures = List.of();
        List<Finding.NotKnown> notKnown = List.of();
        for (Rule rule : rules) {
            switch (rule.judge(offer)) {
                case Finding.Fails fails -> failures = with(failures, new Failure(rule.id(), fails));
                case Finding.NotKnown unknown -> notKnown = with(notKnown, unknown);
                case Finding.Holds _ -> {}
            }
        }
        return new Judged(offer, rules, failures, notKnown);
    }

    /** By every rule as long as none fails; empty where one does. */
    static Optional<Judged> kept(List<Rule> rules, Offer offer) {
        List<Finding.NotKnown> notKnown = List.of();
        for (Rule rule : rules) {
            switch (rule.judge(offer)) {
                case Finding.Fails _ -> {
                    return Optional.empty();
                }
                case Finding.NotKnown unknown -> notKnown = with(notKnown, unknown);
                case Finding.Holds _ -> {}
            }
        }
        return Optional.of(new Judged(offer, rules, List.of(), notKnown));
    }

    /** Most offers have nothing to list, and get no list of their own. */
    private static <T> List<T> with(List<T> before, T more) {
        List<T> list = before.isEmpty() ? new ArrayList<>(2) : before;
        list.add(more);
        return list;
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
        String facts = rules.stream()
                .flatMap(rule -> switch (rule.judge(offer)) {
                    case Finding.Holds(Finding.Words fact) -> Stream.of(fact.text());
                    case Finding.NotKnown(Finding.Words what) -> Stream.of("not known: " + what.text());
                    case Finding.Fails _ -> Stream.<String>empty();
                })
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining("; "));
        return facts.isEmpty() ? "every rule holds" : facts;
    }
}

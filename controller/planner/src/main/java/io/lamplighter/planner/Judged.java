package io.lamplighter.planner;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An offer with what every rule found.
 *
 * @param failures the rules that do not hold; empty for a kept offer
 * @param notKnown what no row says; empty for a proven offer
 */
record Judged(Offer offer, List<Judgement> judgements, List<Failure> failures, List<String> notKnown) {
    Judged {
        judgements = List.copyOf(judgements);
        failures = List.copyOf(failures);
        notKnown = List.copyOf(notKnown);
    }

    /** What one rule found. */
    record Judgement(String rule, Finding finding) {}

    /** A rule that does not hold. */
    record Failure(String rule, Finding.Fails fails) {}

    static Judged by(List<Rule> rules, Offer offer) {
        List<Judgement> judgements = rules.stream()
                .map(rule -> new Judgement(rule.id(), rule.judge(offer)))
                .toList();
        return new Judged(
                offer,
                judgements,
                judgements.stream().flatMap(Judged::failure).toList(),
                judgements.stream().flatMap(Judged::unknown).toList());
    }

    private static Stream<Failure> failure(Judgement judgement) {
        return switch (judgement.finding()) {
            case Finding.Fails fails -> Stream.of(new Failure(judgement.rule(), fails));
            case Finding.Holds _, Finding.NotKnown _ -> Stream.empty();
        };
    }

    private static Stream<String> unknown(Judgement judgement) {
        return switch (judgement.finding()) {
            case Finding.NotKnown(String what) -> Stream.of(what);
            case Finding.Holds _, Finding.Fails _ -> Stream.empty();
        };
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

    /** The facts that let it be kept. */
    String whyKept() {
        String facts = judgements.stream()
                .flatMap(judgement -> switch (judgement.finding()) {
                    case Finding.Holds(String fact) -> Stream.of(fact);
                    case Finding.NotKnown(String what) -> Stream.of("not known: " + what);
                    case Finding.Fails _ -> Stream.<String>empty();
                })
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining("; "));
        return facts.isEmpty() ? "every rule holds" : facts;
    }
}

package io.lamplighter.api.manifest;

import io.lamplighter.api.machine.FactLabel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which machines are meant: those of which every test of a label holds; without tests, every machine. */
public record Selector(Map<String, LabelTest> tests) {
    public Selector {
        tests = Map.copyOf(tests);
    }

    /** Whether a machine is meant. */
    public enum Answer {
        YES,
        NO,
        /** A label is not known of the machine, and all others would do. */
        UNKNOWN
    }

    static Selector of(Map<?, LabelTest> tests) {
        return new Selector(tests.entrySet().stream()
                .collect(Collectors.toMap(test -> test.getKey().toString(), Map.Entry::getValue)));
    }

    public Answer of(Labels labels) {
        Collection<Answer> answers = tests.entrySet().stream()
                .map(test -> answer(test.getValue(), labels.values(test.getKey())))
                .collect(Collectors.toSet());
        return answers.contains(Answer.NO) ? Answer.NO : answers.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.YES;
    }

    private static Answer answer(LabelTest test, Optional<Set<String>> values) {
        return values.map(test::holds)
                .map(holds -> holds ? Answer.YES : Answer.NO)
                .orElse(Answer.UNKNOWN);
    }

    /** The computed labels that it asks for. */
    public Stream<FactLabel> facts() {
        return tests.keySet().stream().flatMap(label -> FactLabel.find(label).stream());
    }

    /** In kubectl's words: {@code room in (b12, b13),!spare}; empty where every machine is meant. */
    @Override
    public String toString() {
        return new TreeMap<>(tests)
                .entrySet().stream()
                        .map(test -> test.getValue().of(test.getKey()))
                        .collect(Collectors.joining(","));
    }
}

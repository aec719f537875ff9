package io.lamplighter.controller.generation;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The generations of an environment that a machine has told of; finds one as people name it.
 *
 * @param reportedAt when it told of them
 * @param unknownProcesses how many its agent could not look at
 * @param all the newest first
 */
public record KnownGenerations(
        MachineName machine,
        EnvironmentName environment,
        Instant reportedAt,
        int unknownProcesses,
        List<Generation> all) {
    public KnownGenerations {
        all = List.copyOf(all);
    }

    /** By its whole name or by the number at its end. */
    public Generation named(String text) {
        return all.stream()
                .filter(each ->
                        each.name().value().equals(text) || each.name().value().endsWith("-" + text))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "%s has no generation %s of %s"
                                .formatted(machine, text.replaceAll("[^0-9a-z-]", "?"), environment),
                        remedy()));
    }

    /** The one that was in use before the present one. */
    public Generation before() {
        Optional<Generation> known = all.stream()
                .filter(each -> !each.current() && each.activeUntil() != null)
                .max(Comparator.comparing(Generation::activeUntil));
        return known.or(this::belowCurrent)
                .orElseThrow(() -> new NotFound(
                        "%s has no generation of %s from before the present one".formatted(machine, environment),
                        remedy()));
    }

    /** Where nobody wrote down what was in use when. */
    private Optional<Generation> belowCurrent() {
        return all.stream().dropWhile(each -> !each.current()).skip(1).findFirst();
    }

    private String remedy() {
        return all.isEmpty()
                ? "none is left there: lamp history " + machine + " " + environment
                : "there are "
                        + all.stream()
                                .map(each -> each.name() + " (" + each.candidate() + ")")
                                .collect(Collectors.joining(", "));
    }
}

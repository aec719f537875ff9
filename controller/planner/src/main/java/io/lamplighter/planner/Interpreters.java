package io.lamplighter.planner;

import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.manifest.PythonRequirement;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Pythons of a machine that a spec allows.
 *
 * @param fitting series of them, newest first
 */
record Interpreters(PythonRequirement wanted, List<String> present, List<PythonSeries> fitting) {
    Interpreters {
        present = List.copyOf(present);
        fitting = List.copyOf(fitting);
    }

    static Interpreters of(PythonRequirement wanted, List<String> present) {
        Specifiers specifiers = wanted.specifiers();
        return new Interpreters(
                wanted,
                present,
                present.stream()
                        .filter(version ->
                                parsed(version).filter(specifiers::contains).isPresent())
                        .flatMap(version -> PythonSeries.find(version).stream())
                        .distinct()
                        .sorted(reverseOrder())
                        .toList());
    }

    private static Optional<Pep440Version> parsed(String version) {
        try {
            return Optional.of(Pep440Version.parse(version));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The newest that a file is there for. */
    Optional<PythonSeries> newestOf(List<PythonSeries> pythons) {
        return fitting.stream().filter(pythons::contains).findFirst();
    }

    /** What the spec allows, as a specifier. */
    String specifier() {
        return wanted.specifiers().text();
    }

    /** What the spec allows of one series, as a specifier. */
    String specifierWithin(PythonSeries series) {
        String narrow = "==" + series + ".*";
        return Stream.of(specifier(), narrow)
                .filter(text -> !text.isEmpty())
                .distinct()
                .reduce((a, b) -> a + "," + b)
                .orElse(narrow);
    }

    Optional<Refusal> refusal() {
        if (!fitting.isEmpty()) {
            return Optional.empty();
        }
        Optional<PythonSeries> newest = present.stream()
                .flatMap(version -> PythonSeries.find(version).stream())
                .max(PythonSeries::compareTo);
        String machine = present.isEmpty() ? "none" : "Python " + String.join(", ", present);
        return Optional.of(new Refusal(
                new Reason(
                        PythonRule.ID, "the spec asks for Python " + wanted + "; this machine has " + machine, machine),
                "install Python " + wanted + " on the machine"
                        + newest.map(series -> ", or write python: \"" + series + "\"")
                                .orElse("")));
    }
}

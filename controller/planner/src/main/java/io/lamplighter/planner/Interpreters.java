package io.lamplighter.planner;

import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.manifest.PythonRequirement;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Pythons that a spec allows: of a machine, of a source where the machine has none, or whichever conda brings.
 *
 * @param present whole versions that there are; absent where conda brings one
 * @param provider the source that has them, where the machine itself has none; absent else
 * @param fitting series of them, newest first; where conda brings one, every series that the spec allows
 */
record Interpreters(
        PythonRequirement wanted,
        @Nullable List<String> present,
        @Nullable SourceName provider,
        List<PythonSeries> fitting) {
    /** Later than any release: of each series that a spec allows, one of these numbers is within it. */
    private static final int LAST_PATCH = 40;

    private static final int OLDEST_MINOR = 6;
    private static final int NEWEST_MINOR = 19;

    Interpreters {
        fitting = List.copyOf(fitting);
    }

    static Interpreters ofMachine(PythonRequirement wanted, List<String> present) {
        return of(wanted, present, null);
    }

    static Interpreters of(PythonRequirement wanted, List<String> present, @Nullable SourceName provider) {
        Specifiers specifiers = wanted.specifiers();
        return new Interpreters(
                wanted,
                List.copyOf(present),
                provider,
                present.stream()
                        .filter(version ->
                                parsed(version).filter(specifiers::contains).isPresent())
                        .flatMap(version -> PythonSeries.find(version).stream())
                        .distinct()
                        .sorted(reverseOrder())
                        .toList());
    }

    static Interpreters ofConda(PythonRequirement wanted) {
        Specifiers specifiers = wanted.specifiers();
        return new Interpreters(
                wanted,
                null,
                null,
                IntStream.rangeClosed(OLDEST_MINOR, NEWEST_MINOR)
                        .filter(minor -> IntStream.rangeClosed(0, LAST_PATCH)
                                .anyMatch(
                                        patch -> specifiers.contains(Pep440Version.parse("3." + minor + "." + patch))))
                        .mapToObj(PythonSeries::new)
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
        for (PythonSeries series : fitting) {
            if (pythons.contains(series)) {
                return Optional.of(series);
            }
        }
        return Optional.empty();
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

    /** For people, behind what files there are. */
    String described() {
        return present == null
                ? "the spec asks for Python " + wanted
                : "the spec and " + (provider == null ? "the machine" : "the source " + provider) + " agree on "
                        + PythonRule.list(fitting);
    }

    String whereItMustBe() {
        return present == null
                ? ", in the spec,"
                : ", in the spec and " + (provider == null ? "on the machine," : "in the source " + provider + ",");
    }

    Optional<Refusal> refusal() {
        if (!fitting.isEmpty()) {
            return Optional.empty();
        }
        if (present == null) {
            return Optional.of(new Refusal(
                    PythonRule.ID, "no Python fits the spec's python: " + wanted, "write a series like \"3.12\""));
        }
        Optional<PythonSeries> newest = present.stream()
                .flatMap(version -> PythonSeries.find(version).stream())
                .max(PythonSeries::compareTo);
        String machine = present.isEmpty() ? "none" : "Python " + String.join(", ", present);
        return Optional.of(new Refusal(
                new Reason(
                        PythonRule.ID,
                        "the spec asks for Python " + wanted + "; this machine has " + machine,
                        "the machine has " + machine),
                "install Python " + wanted + " on the machine"
                        + newest.map(series -> ", or write python: \"" + series + "\"")
                                .orElse("")));
    }
}

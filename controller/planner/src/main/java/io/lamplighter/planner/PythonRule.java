package io.lamplighter.planner;

import io.lamplighter.planner.catalog.PythonSeries;
import java.util.List;
import java.util.stream.Collectors;

/** There is a file for a Python that the spec allows and the machine has, or that conda brings. */
record PythonRule(Interpreters interpreters) implements Rule {
    static final String ID = "python";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        List<PythonSeries> pythons = offer.pythons();
        return interpreters.newestOf(pythons).isPresent()
                ? Finding.HOLDS
                : Finding.fails(
                        () -> "has files for " + range(pythons) + "; " + interpreters.described(),
                        Finding.Change.PYTHON,
                        () -> "with " + range(pythons) + interpreters.whereItMustBe() + " " + offer.name()
                                + " would work");
    }

    static String range(List<PythonSeries> newestFirst) {
        return switch (newestFirst.size()) {
            case 0 -> "no Python that all of them have";
            case 1 -> "Python " + newestFirst.getFirst();
            default -> "Python " + newestFirst.getLast() + " to " + newestFirst.getFirst();
        };
    }

    static String list(List<PythonSeries> series) {
        return series.stream().map(PythonSeries::toString).collect(Collectors.joining(", "));
    }
}

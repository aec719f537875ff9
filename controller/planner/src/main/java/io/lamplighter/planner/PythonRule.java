package io.lamplighter.planner;

import io.lamplighter.planner.catalog.PythonSeries;
import java.util.List;
import java.util.stream.Collectors;

/** There is a file for a Python that the spec allows and the machine has. */
record PythonRule(Interpreters interpreters) implements Rule {
    static final String ID = "python";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding judge(Offer offer) {
        List<PythonSeries> pythons = offer.wheel().pythons();
        return interpreters.newestOf(pythons).isPresent()
                ? Finding.holds()
                : Finding.fails(
                        "has files for Python " + range(pythons) + "; the spec and the machine agree on "
                                + interpreters.fitting().stream()
                                        .map(PythonSeries::text)
                                        .collect(Collectors.joining(", ")),
                        Finding.Change.PYTHON,
                        "with Python " + range(pythons) + ", in the spec and on the machine, " + offer.name()
                                + " would work");
    }

    private static String range(List<PythonSeries> newestFirst) {
        return newestFirst.size() == 1
                ? newestFirst.getFirst().text()
                : newestFirst.getLast() + " to " + newestFirst.getFirst();
    }
}

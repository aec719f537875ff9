package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.ManifestProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A catalog that cannot decide anything, with all that is wrong in its files. */
public final class InvalidCatalog extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<ManifestProblem> problems;

    InvalidCatalog(List<ManifestProblem> problems) {
        super(problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Never empty; of what is missing the line is not known. */
    public List<ManifestProblem> problems() {
        return problems;
    }
}

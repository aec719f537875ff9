package io.lamplighter.api.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with what was read. */
public final class ManifestException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<ManifestProblem> problems;

    ManifestException(List<ManifestProblem> problems) {
        super(problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of their places; never empty. */
    public List<ManifestProblem> problems() {
        return problems;
    }
}

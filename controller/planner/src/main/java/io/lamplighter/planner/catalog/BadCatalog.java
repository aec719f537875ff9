package io.lamplighter.planner.catalog;

import java.util.List;

/** A catalog with mistakes, all of which are told. */
public final class BadCatalog extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    BadCatalog(List<String> problems) {
        super("the catalog cannot be taken: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** A sentence each. */
    public List<String> problems() {
        return problems;
    }
}

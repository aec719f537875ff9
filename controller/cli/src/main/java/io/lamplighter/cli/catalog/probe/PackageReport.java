package io.lamplighter.cli.catalog.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package at a source, beside what the catalog says.
 *
 * @param newest release of those carried; absent when there is none
 * @param unknown what is carried and the catalog does not know
 * @param lacking what the catalog says such a source has, and this one has not
 * @param verdicts what the differences mean, a sentence each
 * @param notCompared what is carried beyond the catalog's bounds, a sentence each
 */
record PackageReport(
        String name,
        @Nullable String newest,
        List<Row> carried,
        List<Row> unknown,
        List<Row> lacking,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> verdicts,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notCompared) {
    PackageReport {
        carried = List.copyOf(carried);
        unknown = List.copyOf(unknown);
        lacking = List.copyOf(lacking);
        verdicts = List.copyOf(verdicts);
        notCompared = List.copyOf(notCompared);
    }

    boolean agrees() {
        return unknown.isEmpty() && lacking.isEmpty();
    }
}

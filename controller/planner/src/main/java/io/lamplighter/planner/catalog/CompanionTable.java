package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.manifest.BuildName;
import java.util.List;
import java.util.Map;

/** The rows of {@code companions.yaml}. */
record CompanionTable(Map<String, String> sources, List<Row> releases) {
    CompanionTable {
        sources = Map.copyOf(sources);
        releases = List.copyOf(releases);
    }

    /**
     * One release.
     *
     * @param torch which releases of torch it serves, PEP 440
     * @param builds which ones a tree is known to carry; empty: those of the torch it was released with
     */
    record Row(
            String name,
            String version,
            String torch,
            @JsonProperty(defaultValue = "[]") List<BuildName> builds,
            String source) {
        Row {
            builds = List.copyOf(builds);
        }
    }
}

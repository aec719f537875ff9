package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.manifest.BuildName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code companions.yaml}. */
record CompanionTable(
        int format, Map<String, String> sources, List<Row> releases, List<SourceOnly> sourceOnly, List<LimitRow> limits)
        implements Table {
    CompanionTable {
        sources = Map.copyOf(sources);
        releases = List.copyOf(releases);
        sourceOnly = List.copyOf(sourceOnly);
        limits = List.copyOf(limits);
    }

    @Override
    public Stream<String> namedSources() {
        return Stream.of(
                        releases.stream().map(Row::source),
                        sourceOnly.stream().map(SourceOnly::source),
                        limits.stream().map(LimitRow::source))
                .flatMap(named -> named);
    }

    /**
     * One release.
     *
     * @param torch which releases of torch it serves, PEP 440
     * @param builds which ones a tree is known to carry; empty: those of the torch it was released with
     * @param platforms that it has files for; empty: those of the torch it serves
     * @param pythons that it has files for; empty: those of the torch it serves
     * @param cuda the CUDA major that its file of the default index is made for; absent: as torch's there
     */
    record Row(
            String name,
            String version,
            String torch,
            @JsonProperty(defaultValue = "[]") List<BuildName> builds,
            @JsonProperty(defaultValue = "[]") List<String> platforms,
            @JsonProperty(defaultValue = "[]") List<PythonSeries> pythons,
            @Nullable Integer cuda,
            String source) {
        Row {
            builds = List.copyOf(builds);
            platforms = List.copyOf(platforms);
            pythons = List.copyOf(pythons);
        }
    }

    /**
     * A package that is bound to torch's ABI and that the default index has as source code only.
     *
     * @param remedy what a person can do, without a full stop
     */
    record SourceOnly(String name, String remedy, String source) {}

    /**
     * What releases of torch must be kept from.
     *
     * @param versions of the package that go with them, PEP 440
     * @param torch which releases, PEP 440
     * @param platforms where; empty: everywhere
     * @param broughtBy what brings the package even where the spec does not name it
     * @param onlyConda whether only conda brings the package to torch
     * @param because what happens otherwise
     */
    record LimitRow(
            @JsonProperty("package") String name,
            String versions,
            String torch,
            @JsonProperty(defaultValue = "[]") List<String> platforms,
            @JsonProperty(defaultValue = "[]") List<String> broughtBy,
            @JsonProperty(defaultValue = "false") boolean onlyConda,
            String because,
            String source) {
        LimitRow {
            platforms = List.copyOf(platforms);
            broughtBy = List.copyOf(broughtBy);
        }
    }
}

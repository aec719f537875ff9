package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.versions.conda.MatchSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code conda.yaml}: how conda gets torch, under which names, and what it must be kept from.
 *
 * @param names what a package of the index is called in channels, where that is another name
 */
public record CondaTable(int format, Map<String, String> sources, Map<String, String> names, List<Row> builds)
        implements Table {
    private static final String RELEASE = "{release}";
    private static final String SERIES = "{series}";

    public CondaTable {
        sources = Map.copyOf(sources);
        names = Map.copyOf(names);
        builds = List.copyOf(builds);
    }

    /** The name in channels: {@code pytorch} for {@code torch}. */
    public String nameOf(String indexName) {
        return names.getOrDefault(indexName, indexName);
    }

    /** The name on the index: {@code torch} for {@code pytorch}. */
    public String indexNameOf(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    /** The packages by which forms name their CUDA: {@code pytorch-cuda}, {@code cudatoolkit}, {@code cpuonly}. */
    Set<String> selectors() {
        String torch = nameOf("torch");
        return builds.stream()
                .flatMap(row -> row.form(row.releases().getFirst()).specs())
                .map(MatchSpec::name)
                .filter(name -> !name.equals(torch))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Stream<String> namedSources() {
        return builds.stream().map(Row::source);
    }

    /**
     * One way of getting releases, of which every one has it.
     *
     * @param label as people and scripts name the build: {@code cpu}, {@code cu124}, {@code cuda}
     * @param cuda what it is built for; absent for a CPU build
     * @param pins MatchSpecs; {@code {release}} and {@code {series}} stand for those of the release
     * @param gpus what it has binary code for; empty: as {@code codeOf} says, or not known
     * @param unsure what one source says that it has code for and another denies
     * @param cudnnMajor of the cuDNN that the solver adds, where only that is known
     * @param codeOf the build of the index that is made from the same files; absent where there is none
     */
    public record Row(
            List<String> releases,
            String platform,
            String label,
            @Nullable CudaVersion cuda,
            List<PythonSeries> pythons,
            List<SourceName> channels,
            List<String> pins,
            @JsonProperty(defaultValue = "stable") Maturity maturity,
            @JsonProperty(defaultValue = "[]") List<ComputeCapability> gpus,
            @JsonProperty(defaultValue = "[]") List<ComputeCapability> unsure,
            @Nullable ComputeCapability ptx,
            @Nullable DottedVersion cudnn,
            @Nullable Integer cudnnMajor,
            @Nullable BuildName codeOf,
            String source) {
        public Row {
            releases = List.copyOf(releases);
            pythons = List.copyOf(pythons);
            channels = List.copyOf(channels);
            pins = List.copyOf(pins);
            gpus = List.copyOf(gpus);
            unsure = List.copyOf(unsure);
        }

        CondaForm form(String release) {
            return new CondaForm(
                    channels,
                    pins.stream()
                            .map(pin -> pin.replace(RELEASE, release).replace(SERIES, TorchBuilds.seriesOf(release)))
                            .toList());
        }

        GpuCode code(String series) {
            return new GpuCode(series, platform, maturity, gpus, unsure, ptx, cudnn, cudnnMajor);
        }
    }
}

package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.manifest.BuildName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code torch.yaml}. */
record TorchTable(Map<String, String> sources, List<Platform> platforms, List<Release> releases, List<GpuCode> builds) {
    TorchTable {
        sources = Map.copyOf(sources);
        platforms = List.copyOf(platforms);
        releases = List.copyOf(releases);
        builds = List.copyOf(builds);
    }

    Stream<String> namedSources() {
        return Stream.of(
                        platforms.stream().map(Platform::source),
                        releases.stream()
                                .flatMap(release -> release.index().stream().map(OnIndex::source)),
                        releases.stream()
                                .flatMap(release -> release.tree().stream().map(OnTree::source)),
                        builds.stream().map(GpuCode::source))
                .flatMap(named -> named);
    }

    /**
     * One release.
     *
     * @param index its default files
     * @param tree its builds on a PyTorch-style tree; empty: not known
     */
    record Release(
            String version,
            List<OnIndex> index,
            @JsonProperty(defaultValue = "[]") List<OnTree> tree) {
        Release {
            index = List.copyOf(index);
            tree = List.copyOf(tree);
        }
    }

    /**
     * The default files for an architecture.
     *
     * @param build which one they are
     * @param wheelBytes of torch's own file
     * @param diskBytes installed, with the CUDA libraries that it asks for
     */
    record OnIndex(
            String architecture,
            BuildName build,
            String tag,
            List<PythonSeries> pythons,
            @Nullable Long wheelBytes,
            @Nullable Long diskBytes,
            String source) {
        OnIndex {
            pythons = List.copyOf(pythons);
        }
    }

    /** The builds of a tree for an architecture. */
    record OnTree(String architecture, List<BuildName> builds, String tag, List<PythonSeries> pythons, String source) {
        OnTree {
            builds = List.copyOf(builds);
            pythons = List.copyOf(pythons);
        }
    }
}

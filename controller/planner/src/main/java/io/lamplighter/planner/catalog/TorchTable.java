package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.manifest.BuildName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code torch.yaml}. */
record TorchTable(
        int format, Map<String, String> sources, List<FileTag> tags, List<Release> releases, List<Code> builds)
        implements Table {
    TorchTable {
        sources = Map.copyOf(sources);
        tags = List.copyOf(tags);
        releases = List.copyOf(releases);
        builds = List.copyOf(builds);
    }

    @Override
    public Stream<String> namedSources() {
        return Stream.of(
                        tags.stream().map(FileTag::source),
                        releases.stream()
                                .flatMap(release -> release.index().stream().map(OnIndex::source)),
                        releases.stream()
                                .flatMap(release -> release.tree().stream().map(OnTree::source)),
                        builds.stream().map(Code::source))
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
     * The default files for a platform.
     *
     * @param build which one they are
     * @param wheelBytes of torch's own file
     * @param diskBytes installed, with the CUDA libraries that it asks for
     */
    record OnIndex(
            String platform,
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

    /**
     * The builds of a tree for a platform.
     *
     * @param page that lists them; absent where each build has an index
     */
    record OnTree(
            String platform,
            List<BuildName> builds,
            String tag,
            List<PythonSeries> pythons,
            @Nullable String page,
            String source) {
        OnTree {
            builds = List.copyOf(builds);
            pythons = List.copyOf(pythons);
        }
    }

    /** What the build of a release series carries on a platform; fields as in {@link GpuCode}. */
    record Code(
            String series,
            BuildName build,
            String platform,
            Maturity maturity,
            List<ComputeCapability> gpus,
            @Nullable ComputeCapability ptx,
            @Nullable DottedVersion cudnn,
            String source) {
        Code {
            gpus = List.copyOf(gpus);
        }

        GpuCode code() {
            return new GpuCode(series, platform, maturity, gpus, List.of(), ptx, cudnn, null);
        }
    }
}

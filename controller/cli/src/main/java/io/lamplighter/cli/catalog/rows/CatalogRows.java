package io.lamplighter.cli.catalog.rows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows for the files of a catalog, in their words.
 *
 * @param sources what the short name of their source stands for
 * @param noRow files that would need one, and why they have none
 */
public record CatalogRows(Map<String, String> sources, Torch torch, Companions companions, List<NoRow> noRow) {
    public CatalogRows {
        sources = Map.copyOf(sources);
        noRow = List.copyOf(noRow);
    }

    /** Whether there is nothing to add. */
    public boolean addsNothing() {
        return torch.releases().isEmpty() && companions.releases().isEmpty();
    }

    /** For {@code torch.yaml}. */
    public record Torch(List<Tag> tags, List<Release> releases, List<Code> builds) {
        public Torch {
            tags = List.copyOf(tags);
            releases = List.copyOf(releases);
            builds = List.copyOf(builds);
        }
    }

    /** For {@code companions.yaml}. */
    public record Companions(List<Companion> releases) {
        public Companions {
            releases = List.copyOf(releases);
        }
    }

    /** A platform tag and the glibc that it promises. */
    public record Tag(String tag, String glibc, boolean exact, String source) {}

    /** A release, or what is to be added to one that is there. */
    public record Release(String version, List<OnIndex> index, List<OnTree> tree) {
        public Release {
            index = List.copyOf(index);
            tree = List.copyOf(tree);
        }
    }

    public record OnIndex(String platform, String build, String tag, List<String> pythons, String source) {
        public OnIndex {
            pythons = List.copyOf(pythons);
        }
    }

    public record OnTree(String platform, List<String> builds, String tag, List<String> pythons, String source) {
        public OnTree {
            builds = List.copyOf(builds);
            pythons = List.copyOf(pythons);
        }
    }

    /** What a build carries. Which GPUs it has code for is in no metadata, nor how far its makers stand behind it. */
    public record Code(
            String series,
            String build,
            String platform,
            String maturity,
            List<String> gpus,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String cudnn,

            String source) {
        public Code {
            gpus = List.copyOf(gpus);
        }
    }

    public record Companion(
            String name,
            String version,
            String torch,
            List<String> builds,
            List<String> platforms,
            List<String> pythons,
            String source) {
        public Companion {
            builds = List.copyOf(builds);
            platforms = List.copyOf(platforms);
            pythons = List.copyOf(pythons);
        }
    }

    /** A file without a row. */
    public record NoRow(String file, String why) {}
}

package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where packages come from. */
public record Source(String apiVersion, Kind kind, Metadata metadata, Spec spec) implements Manifest {
    public Source {
        if (metadata.annotations().expires() != null) {
            throw new IllegalArgumentException(
                    "a source has no last day: environments could not be built any more; give"
                            + " the environment one, or delete the source when nothing names it");
        }
    }

    /** Built in: the installer's own default index. */
    public static final SourceName PYPI = new SourceName("pypi");

    /** Built in: the public PyTorch-style tree. */
    public static final SourceName PYTORCH = new SourceName("pytorch");

    /** Built in: the channel that is the base of every conda environment. */
    public static final SourceName CONDA_FORGE = new SourceName("conda-forge");

    /** Built in: PyTorch's own conda channel, which ended with torch 2.5. */
    public static final SourceName PYTORCH_CHANNEL = new SourceName("pytorch-channel");

    /** Built in: the conda channel that the one of PyTorch takes CUDA from. */
    public static final SourceName NVIDIA_CHANNEL = new SourceName("nvidia-channel");

    public SourceName name() {
        return new SourceName(metadata.name().value());
    }

    /**
     * What it is.
     *
     * @param replaces where this name is asked for, a machine that the selector covers gets this source
     * @param selector what labels from operators must be for {@code replaces}; empty is every machine
     * @param fallbacks asked in this order when the address before them does not answer
     * @param proxy by which all its addresses are reached; absent where they are reached directly
     * @param credential a secret of the machines that use it, by its name there
     * @param builds which builds a PyTorch-style tree carries; empty: those that the catalog knows
     * @param packages what may come from here, and comes from nowhere else; empty: whatever no other source claims
     */
    public record Spec(
            Type type,
            IndexUrl url,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SourceName replaces,

            @JsonProperty(defaultValue = "{}") Map<LabelName, LabelTest> selector,
            @JsonProperty(defaultValue = "[]") List<IndexUrl> fallbacks,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ProxyUrl proxy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CredentialName credential,

            @JsonProperty(defaultValue = "[]") List<BuildName> builds,
            @JsonProperty(defaultValue = "[]") List<PackagePattern> packages) {
        public Spec {
            fallbacks = List.copyOf(fallbacks);
            packages = List.copyOf(packages);
            selector = Map.copyOf(selector);
            builds = List.copyOf(builds);
        }

        /** Which machines {@code replaces} is for. */
        public Selector machines() {
            return Selector.of(selector);
        }
    }

    public enum Type {
        /** One index of PEP 503 or 691. */
        @JsonProperty("pypi")
        PYPI,
        /** A tree of indexes, one a build: {@code <url>/cu126/}. */
        @JsonProperty("pytorch")
        PYTORCH,
        /** A conda channel: {@code <url>/linux-64/repodata.json}. */
        @JsonProperty("conda")
        CONDA,
        /** Standalone Pythons: a folder of one release of python-build-standalone, {@code <url>/SHA256SUMS}. */
        @JsonProperty("python")
        PYTHON
    }
}

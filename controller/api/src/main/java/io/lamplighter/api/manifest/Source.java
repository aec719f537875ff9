package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where packages come from. */
public record Source(String apiVersion, Kind kind, Metadata metadata, Spec spec) implements Manifest {
    /** Built in: the installer's own default index. */
    public static final SourceName PYPI = new SourceName("pypi");

    /** Built in: the public PyTorch-style tree. */
    public static final SourceName PYTORCH = new SourceName("pytorch");

    public SourceName name() {
        return new SourceName(metadata.name().value());
    }

    /**
     * What it is.
     *
     * @param replaces where this name is asked for, a machine that the selector covers gets this source
     * @param selector labels that a machine must have for {@code replaces}; empty is every machine
     * @param builds which builds a PyTorch-style tree carries; empty: those that the catalog knows
     */
    @Later({"fallbacks", "proxy", "credential", "packages"})
    public record Spec(
            Type type,
            IndexUrl url,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SourceName replaces,

            @JsonProperty(defaultValue = "{}") Map<String, String> selector,
            @JsonProperty(defaultValue = "[]") List<BuildName> builds) {
        public Spec {
            selector = Map.copyOf(selector);
            builds = List.copyOf(builds);
        }
    }

    @Later({"conda", "python"})
    public enum Type {
        /** One index of PEP 503 or 691. */
        @JsonProperty("pypi")
        PYPI,
        /** A tree of indexes, one a build: {@code <url>/cu126/}. */
        @JsonProperty("pytorch")
        PYTORCH
    }
}

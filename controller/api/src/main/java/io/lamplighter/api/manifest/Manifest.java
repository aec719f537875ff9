package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.ManifestName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator writes. Records of it hold defaults already filled in: the reader does that. */
public sealed interface Manifest permits Assignable, Source, Group, MachineManifest {
    /** The only version there is. */
    String API_VERSION = "lamplighter.io/v1";

    Metadata metadata();

    Kind kind();

    /** Whether its last day is over: it is kept then, and asks for nothing. */
    default boolean isOver(Instant now) {
        Expiry expires = metadata().annotations().expires();
        return expires != null && expires.isOver(now);
    }

    /** The kinds of this version, as manifests and addresses name them. */
    enum Kind {
        @JsonProperty("Environment")
        ENVIRONMENT("Environment", "environments", Environment.class),
        @JsonProperty("Toolkit")
        TOOLKIT("Toolkit", "toolkits", Toolkit.class),
        @JsonProperty("Source")
        SOURCE("Source", "sources", Source.class),
        @JsonProperty("Group")
        GROUP("Group", "groups", Group.class),
        /** {@code machines} are what enrolled: their manifests have an address of their own. */
        @JsonProperty("Machine")
        MACHINE("Machine", "machine-manifests", MachineManifest.class);

        private final String label;
        private final String plural;
        private final Class<? extends Manifest> type;

        Kind(String label, String plural, Class<? extends Manifest> type) {
            this.label = label;
            this.plural = plural;
            this.type = type;
        }

        /** As a manifest says it: {@code Environment}. */
        public String label() {
            return label;
        }

        /** As an address says it: {@code environments}. */
        public String plural() {
            return plural;
        }

        public Class<? extends Manifest> type() {
            return type;
        }

        /** Finds {@code environment}, {@code environments} or {@code Environment}. */
        public static Optional<Kind> find(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.label.equalsIgnoreCase(word) || kind.plural.equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    /**
     * What every manifest has.
     *
     * @param resourceVersion of the stored one that this replaces; a stale one is refused with 409, an absent one is
     *     not compared
     */
    record Metadata(
            ManifestName name,
            @JsonProperty(defaultValue = "{}") Map<String, String> labels,
            @JsonProperty(defaultValue = "{}") Annotations annotations,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long resourceVersion) {
        public Metadata {
            labels = Map.copyOf(labels);
        }
    }

    /** For people: shown, and only {@code expires} is acted on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Annotations(
            @Nullable String owner,
            @Nullable String contact,
            @Nullable String ticket,
            @Nullable Expiry expires) {}
}

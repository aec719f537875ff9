package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.MachineName;
import java.util.Map;
import java.util.TreeMap;

/** What operators say of one enrolled machine; what it is and has, it says itself. */
public record MachineManifest(
        String apiVersion,
        Kind kind,
        Metadata metadata,
        @JsonProperty(defaultValue = "{}") Spec spec) implements Manifest {
    public MachineManifest {
        if (!metadata.labels().isEmpty()) {
            throw new IllegalArgumentException(
                    "labels that groups select a machine by stand in spec.labels, not in metadata.labels");
        }
    }

    public MachineName name() {
        return new MachineName(metadata.name().value());
    }

    /**
     * What they say.
     *
     * @param labels over those of the join token, a name at a time; an empty value takes the token's away
     */
    public record Spec(@JsonProperty(defaultValue = "{}") Map<LabelName, LabelValue> labels) {
        public Spec {
            labels = Map.copyOf(labels);
        }

        /**
         * The labels that the machine has.
         *
         * @param ofToken those that it enrolled with
         */
        public Map<String, String> over(Map<String, String> ofToken) {
            Map<String, String> both = new TreeMap<>(ofToken);
            labels.forEach((name, value) -> {
                if (value.isNone()) {
                    both.remove(name.text());
                } else {
                    both.put(name.text(), value.text());
                }
            });
            return both;
        }
    }
}

package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Machines by their labels, and the environments and toolkits they get. */
public record Group(String apiVersion, Kind kind, Metadata metadata, Spec spec) implements Manifest {
    public GroupName name() {
        return new GroupName(metadata.name().value());
    }

    /**
     * Who gets what.
     *
     * @param selector every label that a machine must have; empty selects every machine
     */
    @Later({"mode", "window", "gates", "rollout", "availability"})
    public record Spec(
            Map<String, String> selector,
            @JsonProperty(defaultValue = "[]") List<EnvironmentName> environments,
            @JsonProperty(defaultValue = "[]") List<EnvironmentName> toolkits) {
        public Spec {
            selector = Map.copyOf(selector);
            environments = List.copyOf(environments);
            toolkits = List.copyOf(toolkits);
        }

        /** Without toolkits. */
        public Spec(Map<String, String> selector, List<EnvironmentName> environments) {
            this(selector, environments, List.of());
        }

        /** All that its machines get, whatever the kind. */
        public Stream<EnvironmentName> given() {
            return Stream.concat(environments.stream(), toolkits.stream());
        }

        /** Whether a machine with these labels belongs to the group. */
        public boolean selects(Map<String, String> labels) {
            return labels.entrySet().containsAll(selector.entrySet());
        }
    }
}

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
     * @param selector what a machine's labels must be; empty selects every machine
     * @param priority of two groups of a machine that differ in something, the one with more decides
     */
    @Later({"mode", "window", "gates", "rollout", "availability"})
    public record Spec(
            Map<SelectableLabel, LabelTest> selector,
            @JsonProperty(defaultValue = "[]") List<EnvironmentName> environments,
            @JsonProperty(defaultValue = "[]") List<EnvironmentName> toolkits,
            @JsonProperty(defaultValue = "0") int priority) {
        public Spec {
            selector = Map.copyOf(selector);
            environments = List.copyOf(environments);
            toolkits = List.copyOf(toolkits);
        }

        /** The same for other environments. */
        public Spec giving(List<EnvironmentName> others) {
            return new Spec(selector, others, toolkits, priority);
        }

        /** All that its machines get, whatever the kind. */
        public Stream<EnvironmentName> given() {
            return Stream.concat(environments.stream(), toolkits.stream());
        }

        /** Which machines belong to the group. */
        public Selector machines() {
            return Selector.of(selector);
        }
    }
}

package io.lamplighter.api.manifest;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import java.util.List;
import java.util.Map;

/** Machines by their labels, and the environments they get. */
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
    public record Spec(Map<String, String> selector, List<EnvironmentName> environments) {
        public Spec {
            selector = Map.copyOf(selector);
            environments = List.copyOf(environments);
        }

        /** Whether a machine with these labels belongs to the group. */
        public boolean selects(Map<String, String> labels) {
            return labels.entrySet().containsAll(selector.entrySet());
        }
    }
}

package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.MachineName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /** Until when it keeps what it has, and why; one that is over asks for nothing. */
    public record Hold(HoldEnd until, HoldReason reason) {}

    /** The hold that it is in; empty for one that is over. */
    public Optional<io.lamplighter.api.machine.Hold> holdAt(Instant now) {
        return Optional.ofNullable(spec.hold())
                .map(hold -> new io.lamplighter.api.machine.Hold(
                        hold.until().instant(), hold.reason().text()))
                .filter(hold -> !hold.isOver(now));
    }

    /**
     * What they say.
     *
     * @param labels over those of the join token, a name at a time; an empty value takes the token's away
     * @param hold absent where the machine changes as its groups ask for it
     */
    public record Spec(
            @JsonProperty(defaultValue = "{}") Map<LabelName, LabelValue> labels,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Hold hold) {
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

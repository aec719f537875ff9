package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which GPUs must be able to run a build: {@code all}, from a compute capability on, {@code >=7.0}, or a list of uuids.
 *
 * @param from the lowest capability that counts; absent where every one does
 * @param listed the only GPUs that count; empty where none is named
 */
@TextOrList(GpuUuid.class)
public record GpuScope(@Nullable ComputeCapability from, List<GpuUuid> listed) {
    /** Every GPU counts. */
    public static final GpuScope ALL = new GpuScope(null, List.of());

    private static final String EVERY = "all";
    private static final String FROM = ">=";

    public GpuScope {
        listed = List.copyOf(listed);
    }

    /**
     * Reads {@code all}, {@code >=7.0} or a list.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static GpuScope of(JsonNode json) {
        if (!json.isArray()) {
            return parse(json.asText());
        }
        List<GpuUuid> listed = new ArrayList<>();
        json.forEach(uuid -> listed.add(new GpuUuid(uuid.asText())));
        if (listed.isEmpty()) {
            throw new IllegalArgumentException("gpus lists none; write all, or the uuids of those that count");
        }
        return new GpuScope(null, listed);
    }

    /**
     * Reads {@code all} or {@code >=7.0}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static GpuScope parse(String text) {
        if (text.equals(EVERY)) {
            return ALL;
        }
        if (!text.startsWith(FROM)) {
            throw new IllegalArgumentException(
                    "gpus is all, a compute capability like >=7.0, or a list of uuids; found \"" + text + "\"");
        }
        return new GpuScope(ComputeCapability.parse(text.substring(FROM.length())), List.of());
    }

    /** Whether a GPU has a say. */
    public boolean counts(PlanningFacts.Gpu gpu) {
        return gpu.counts() && (from == null || gpu.computeCapability().compareTo(from) >= 0);
    }

    /** As it is written. */
    @JsonValue
    public Object json() {
        return listed.isEmpty() ? (from == null ? EVERY : FROM + from) : listed;
    }

    @Override
    public String toString() {
        return listed.isEmpty()
                ? json().toString()
                : listed.stream().map(GpuUuid::text).collect(Collectors.joining(", ", "[", "]"));
    }
}

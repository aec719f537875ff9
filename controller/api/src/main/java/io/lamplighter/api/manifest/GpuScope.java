package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.api.machine.ComputeCapability;

/** Which GPUs must be able to run a build: {@code all}, or from a compute capability on, {@code >=7.0}. */
@Later(Later.LIST)
public record GpuScope(@JsonValue String text) {
    private static final String ALL = "all";
    private static final String FROM = ">=";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GpuScope {
        if (!text.equals(ALL)) {
            if (!text.startsWith(FROM)) {
                throw new IllegalArgumentException(
                        "gpus is all, or a compute capability like >=7.0; found \"" + text + "\"");
            }
            ComputeCapability.parse(text.substring(FROM.length()));
        }
    }

    /** Whether a GPU of this capability has a say. */
    public boolean counts(ComputeCapability capability) {
        return text.equals(ALL) || capability.compareTo(ComputeCapability.parse(text.substring(FROM.length()))) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}

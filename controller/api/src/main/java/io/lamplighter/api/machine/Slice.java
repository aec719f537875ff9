package io.lamplighter.api.machine;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What part of a GPU a machine has, where it is not a whole one. */
public enum Slice {
    /** An instance of a partitioned GPU; a process sees one of them. */
    @JsonProperty("mig")
    MIG,
    /** A virtual GPU of a host. */
    @JsonProperty("vgpu")
    VGPU,
    /** A kind of a later version. */
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
}

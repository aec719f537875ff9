package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can hold a machine back although its window is open. */
public enum Gate {
    @JsonProperty("gpu")
    GPU,
    @JsonProperty("users")
    USERS,
    @JsonProperty("load")
    LOAD,
    @JsonProperty("diskFree")
    DISK_FREE,
    @JsonProperty("power")
    POWER,
    @JsonProperty("filePresent")
    FILE_PRESENT,
    @JsonProperty("fileAbsent")
    FILE_ABSENT
}

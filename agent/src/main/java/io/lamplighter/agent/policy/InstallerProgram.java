package io.lamplighter.agent.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A program that environments may be built with. */
public enum InstallerProgram {
    @JsonProperty("uv")
    UV
}

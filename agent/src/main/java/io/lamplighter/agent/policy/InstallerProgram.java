package io.lamplighter.agent.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** A program that environments may be built with. */
public enum InstallerProgram {
    @JsonProperty("uv")
    UV,
    /** The one of the Python that an environment is made from; only for what a lock says. */
    @JsonProperty("pip")
    PIP,
    @JsonProperty("micromamba")
    MICROMAMBA,
    @JsonProperty("mamba")
    MAMBA,
    @JsonProperty("conda")
    CONDA;

    /** Those that build conda environments, the one that is taken first before the others. */
    public static final List<InstallerProgram> OF_CONDA = List.of(MICROMAMBA, MAMBA, CONDA);

    /** As it is written in policies, and what its file is called. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

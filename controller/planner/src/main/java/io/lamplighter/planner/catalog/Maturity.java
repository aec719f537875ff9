package io.lamplighter.planner.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far its makers stand behind a build of a release; in the order in which builds are preferred. */
public enum Maturity {
    @JsonProperty("stable")
    STABLE,
    @JsonProperty("experimental")
    EXPERIMENTAL,
    /** It is on the index, but its release does not name it, or nobody read whether it does. */
    @JsonProperty("unlisted")
    UNLISTED
}

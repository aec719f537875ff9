package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is behind its sources, of the files that machines use.
 *
 * @param compared how many packages were compared with what their sources list
 * @param unread those of which it is not known, because no source could be asked
 */
public record Outdated(List<Behind> behind, int compared, List<Unread> unread) {
    public Outdated {
        behind = List.copyOf(behind);
        unread = List.copyOf(unread);
    }

    /**
     * A package with a newer release at its source.
     *
     * @param lock that is in use
     * @param machines that use it
     * @param newest that its source lists, whether the machines could take it or not
     * @param allowed the newest that a nightly update may take now; absent where that is the locked one
     * @param why it is not {@code newest}
     * @param detail the bound, the day, the reason; may be empty
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Behind(
            EnvironmentName environment,
            LockDigest lock,
            int machines,
            Installer installer,
            String name,
            String locked,
            String newest,
            @Nullable String allowed,
            Why why,
            String detail) {}

    /** A package that could not be compared. */
    public record Unread(EnvironmentName environment, String name, String because) {}

    /** Why a newer release does not come; the first that applies. */
    public enum Why {
        /** It was withdrawn. */
        @JsonProperty("Yanked")
        YANKED,
        /** Its source has no file of it for these machines. */
        @JsonProperty("NoFile")
        NO_FILE,
        /** The spec asks for others. */
        @JsonProperty("Spec")
        SPEC,
        @JsonProperty("Denied")
        DENIED,
        /** It is chosen by the plan: the detail says why the planner passes it over, or what it would choose now. */
        @JsonProperty("Plan")
        PLAN,
        /** {@code update} does not reach so far. */
        @JsonProperty("Update")
        UPDATE,
        /** It is not old enough, or its source does not say how old it is. */
        @JsonProperty("Cooldown")
        COOLDOWN,
        /** It could come, and the last solve of the plan that tried failed; the detail has its signature. */
        @JsonProperty("Failed")
        FAILED,
        /** The machines are held or frozen. */
        @JsonProperty("Held")
        HELD,
        /** It comes in a window. */
        @JsonProperty("Window")
        WINDOW,
        /** Of a later version. */
        @JsonEnumDefaultValue
        @JsonProperty("Unknown")
        UNKNOWN
    }
}

package io.lamplighter.api.night;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.run.Signature;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened from one time until another, and how things stand at its end.
 *
 * @param zone in which people read the times
 * @param machines how many are enrolled
 * @param changed another build is in use than before
 * @param failed something could not be built or did not pass its checks, and did not succeed since
 * @param waiting what is not as it is wanted, and why
 * @param boots machines that have to be booted and are not, and why
 * @param lost machines, GPUs and drivers that were there before
 * @param next what a person should do, the most important first; empty where nothing is to be done
 */
public record Night(
        Instant since,
        Instant until,
        ZoneName zone,
        int machines,
        List<Changed> changed,
        List<Failed> failed,
        List<Waiting> waiting,
        List<Unbooted> boots,
        List<Lost> lost,
        List<String> next) {
    public Night {
        changed = List.copyOf(changed);
        failed = List.copyOf(failed);
        waiting = List.copyOf(waiting);
        boots = List.copyOf(boots);
        lost = List.copyOf(lost);
        next = List.copyOf(next);
    }

    /**
     * An environment that is another one now.
     *
     * @param from what was in use when the night began; absent where nothing was
     * @param to what is in use at its end; equal to {@code from} where the same was built anew
     */
    public record Changed(
            EnvironmentName environment, @Nullable String from, String to, Machines on) {}

    /**
     * One cause of failures.
     *
     * @param build what did not come to be, on one of the machines; absent where it is not known any more
     * @param message what happened, on one of the machines
     * @param remedy the next step; absent where nobody knows one
     */
    public record Failed(
            EnvironmentName environment,
            Signature signature,
            @Nullable String build,
            String message,
            @Nullable String remedy,
            Machines on) {}

    /**
     * Why something is not as it is wanted.
     *
     * @param why what a person reads behind the phase; may be empty
     */
    public record Waiting(EnvironmentName environment, Phase phase, String why, Machines on) {}

    /**
     * Machines that have to be booted, and are not for one reason.
     *
     * @param since when the first of them began to wait for it
     */
    public record Unbooted(String why, Instant since, Machines on) {}

    /**
     * Something that was there before.
     *
     * @param what the GPU's model, the health check, or since when
     * @param remedy the next step; absent where it was told on an earlier morning
     */
    public record Lost(Kind kind, String what, @Nullable String remedy, Machines on) {
        public enum Kind {
            @JsonProperty("gpu")
            GPU,
            @JsonProperty("driver")
            DRIVER,
            @JsonProperty("machine")
            MACHINE
        }
    }

    /** Whether nothing changed and nothing is to be done: nobody needs to be told. */
    @JsonIgnore
    public boolean isQuiet() {
        return changed.isEmpty() && next.isEmpty();
    }
}

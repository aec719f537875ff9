package io.lamplighter.api.night;

import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a night is told from.
 *
 * @param events that happened in it, in the order in which they did
 * @param standings of all placements that are not as they are wanted
 * @param absences of all machines that are not heard of
 * @param boots of all machines that have to be booted and are not
 */
public record NightFacts(
        Instant since,
        Instant until,
        ZoneName zone,
        int machines,
        List<FleetEvent> events,
        List<Standing> standings,
        List<Absence> absences,
        List<Unbooted> boots) {
    public NightFacts {
        events = List.copyOf(events);
        standings = List.copyOf(standings);
        absences = List.copyOf(absences);
        boots = List.copyOf(boots);
    }

    /**
     * A placement at the end of the night.
     *
     * @param failure of its last run; absent where that did not fail
     */
    public record Standing(
            MachineName machine,
            EnvironmentName environment,
            Phase phase,
            String detail,
            @Nullable Failure failure) {}

    /** A machine that has to be booted and is not. */
    public record Unbooted(MachineName machine, PendingBoot boot) {}

    /**
     * A machine that is not heard of.
     *
     * @param since when it was last heard of
     * @param expected whether it should be on: one that may be off is no news
     */
    public record Absence(MachineName machine, Instant since, boolean expected) {}
}

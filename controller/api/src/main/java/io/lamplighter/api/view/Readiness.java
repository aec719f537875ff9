package io.lamplighter.api.view;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the machines of a group have an environment that works, as their manifests want it now.
 *
 * @param machines in the group, those among them of which that is not known
 * @param ready how many of them are
 * @param notReady the others, by name
 */
public record Readiness(
        GroupName group, EnvironmentName environment, int machines, int ready, List<NotReady> notReady) {
    public Readiness {
        notReady = List.copyOf(notReady);
    }

    /**
     * A machine on which nobody should count.
     *
     * @param why in one line
     * @param since when it is not ready; absent where nothing was ever planned for it
     * @param window in which it may change next; absent where it may at any time
     */
    public record NotReady(
            MachineName machine,
            Phase phase,
            String why,
            @Nullable Instant since,
            @Nullable Opening window) {}
}

package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.storage.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Machines on which nothing may change now, looked up for one answer: a placement that waits for something says so by
 * its run, one that wants nothing has none.
 */
final class FrozenMachines {
    private final Session session;
    private final AssignmentStore assignments;
    private final Instant now;
    private final boolean any;
    private final Map<MachineId, Optional<Freeze>> known = new HashMap<>();

    FrozenMachines(Session session, FreezeStore freezes, AssignmentStore assignments, Instant now) {
        this.session = session;
        this.assignments = assignments;
        this.now = now;
        this.any = freezes.all(session).stream().anyMatch(freeze -> freeze.isInForce(now));
    }

    /** The same with the freeze that it is in. */
    PlacementView told(MachineId machine, PlacementView view) {
        if (!any || view.phase() != Phase.CONVERGED || !view.phaseDetail().isEmpty()) {
            return view;
        }
        return known.computeIfAbsent(machine, this::freeze)
                .map(freeze -> view.detailed(
                        "frozen until " + freeze.until() + (freeze.reason() == null ? "" : ": " + freeze.reason())))
                .orElse(view);
    }

    private Optional<Freeze> freeze(MachineId machine) {
        List<Freeze> told =
                Objects.requireNonNullElse(assignments.read(session, machine).freezes(), List.of());
        return told.stream().filter(freeze -> freeze.isInForce(now)).max(Comparator.comparing(Freeze::until));
    }
}

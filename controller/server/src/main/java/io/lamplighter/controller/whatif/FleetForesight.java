package io.lamplighter.controller.whatif;

import io.lamplighter.api.view.WhatIf;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.placement.Foresight;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.planner.Planner;
import jakarta.inject.Singleton;

/** Adds up what all placements would become. */
@Singleton
final class FleetForesight {
    private final Foresight foresight;
    private final MachineStore machines;

    FleetForesight(Foresight foresight, MachineStore machines) {
        this.foresight = foresight;
        this.machines = machines;
    }

    /**
     * The answer.
     *
     * @param limit how many groups of each effect are told
     */
    WhatIf of(Session session, ManifestSet manifests, Planner planner, int limit) {
        BuildSizes sizes = BuildSizes.of(planner.catalog());
        Outcomes outcomes = new Outcomes(sizes);
        foresight.look(session, manifests, planner, sizes.scale(), outcomes::add);
        return new WhatIf(
                machines.count(session),
                machines.countKinds(session),
                planner.catalogVersion(),
                outcomes.effects(limit));
    }
}

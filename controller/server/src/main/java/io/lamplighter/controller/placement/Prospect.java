package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.WhatIf.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of some placements of an environment, alike in all that decides.
 *
 * @param deciding digest of the planning facts
 * @param room that the machines have on disk, rounded down to the sizes asked about; absent where it is not known
 * @param builds whether a machine would build something for it, rather than have it already or get nothing
 * @param before what is in use, or else assigned; absent where nothing is
 * @param after what would be planned, where that is another or nothing is planned yet
 * @param reasons why it would not be planned or not released
 * @param nearest what would work, where nothing does
 */
public record Prospect(
        Effect effect,
        EnvironmentName environment,
        Sha256 deciding,
        PlanningFacts facts,
        @Nullable Long room,
        boolean builds,
        int machines,
        List<MachineName> examples,
        @Nullable String before,
        @Nullable String after,
        List<Reason> reasons,
        @Nullable String nearest) {
    public Prospect {
        examples = List.copyOf(examples);
        reasons = List.copyOf(reasons);
    }
}

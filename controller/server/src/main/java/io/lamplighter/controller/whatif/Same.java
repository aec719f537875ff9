package io.lamplighter.controller.whatif;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.controller.placement.Prospect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What prospects have in common that are told as one; fields are as in {@link Prospect}. */
record Same(
        Effect effect,
        EnvironmentName environment,
        Sha256 deciding,
        @Nullable String before,
        @Nullable String after,
        List<Reason> reasons,
        @Nullable String nearest) {
    static Same of(Prospect prospect) {
        return new Same(
                prospect.effect(),
                prospect.environment(),
                prospect.deciding(),
                prospect.before(),
                prospect.after(),
                prospect.reasons(),
                prospect.nearest());
    }
}

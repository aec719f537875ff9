package io.lamplighter.controller.whatif;

import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.controller.catalog.CatalogFollower;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.placement.Reconciler;
import io.lamplighter.controller.placement.RemovalProtection;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import io.lamplighter.planner.Planner;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells what another catalog means, and has everything planned anew with it. */
@Singleton
final class CatalogConsequences implements CatalogFollower {
    private final ManifestStore manifests;
    private final FleetForesight foresight;
    private final Reconciler reconciler;

    CatalogConsequences(ManifestStore manifests, FleetForesight foresight, Reconciler reconciler) {
        this.manifests = manifests;
        this.foresight = foresight;
        this.reconciler = reconciler;
    }

    @Override
    public WhatIf foresee(Session session, Planner planner, int limit) {
        return foresight.of(session, manifests.all(session), planner, limit);
    }

    @Override
    public WhatIf catalogChanged(Transaction transaction, Planner planner, @Nullable Integer confirmed, int limit) {
        WhatIf effect = foresee(transaction, planner, limit);
        RemovalProtection.check("become unplannable", effect.count(Effect.UNPLANNABLE), effect.machines(), confirmed);
        reconciler.catalogChanged(transaction);
        return effect;
    }
}

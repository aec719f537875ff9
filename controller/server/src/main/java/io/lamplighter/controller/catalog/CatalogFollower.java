package io.lamplighter.controller.catalog;

import io.lamplighter.api.view.WhatIf;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import io.lamplighter.planner.Planner;
import org.jspecify.annotations.Nullable;

/** Draws the consequences of another catalog. */
public interface CatalogFollower {
    /**
     * What it would mean for all machines; nothing is stored.
     *
     * @param limit how many groups of each effect are told
     */
    WhatIf foresee(Session session, Planner planner, int limit);

    /**
     * The catalog in force is not what it was: everything is planned anew with it, and what is in use stays.
     *
     * @param confirmed how many placements the operator agreed to become unplannable, if any
     */
    WhatIf catalogChanged(Transaction transaction, Planner planner, @Nullable Integer confirmed, int limit);
}

package io.lamplighter.controller.catalog;

import io.lamplighter.api.view.CatalogChanged;
import io.lamplighter.api.view.CatalogChanged.Change;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import io.lamplighter.planner.Planner;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts a catalog in place of the shipped one, and takes the shipped one back. */
@Singleton
final class CatalogChanges {
    private static final Logger LOG = Logger.getLogger(CatalogChanges.class);

    /** Whoever has the operator's token: this version knows no other identities. */
    private static final String OPERATOR = "operator";

    private final Storage storage;
    private final CatalogStore store;
    private final CatalogInForce inForce;
    private final CatalogFollower follower;
    private final InstantSource clock;

    CatalogChanges(
            Storage storage,
            CatalogStore store,
            CatalogInForce inForce,
            CatalogFollower follower,
            InstantSource clock) {
        this.storage = storage;
        this.store = store;
        this.inForce = inForce;
        this.follower = follower;
        this.clock = clock;
    }

    /**
     * How a change is to be made.
     *
     * @param confirmed how many placements may become unplannable, if that was agreed to
     * @param limit how many groups of each effect are told
     */
    record Terms(boolean dryRun, @Nullable Integer confirmed, int limit) {}

    /** What decides after a change. */
    private record Next(
            Change change, Planner planner, @Nullable Map<String, String> files) {
        boolean isIn(InForce before) {
            return files == null
                    ? before.stored() == null || before.stored().version() == null
                    : !before.isShipped() && before.planner().catalogVersion().equals(planner.catalogVersion());
        }
    }

    CatalogChanged replace(Map<String, String> files, Terms terms) {
        return change(new Next(Change.REPLACED, CatalogInForce.planner(files), files), terms);
    }

    CatalogChanged takeShippedBack(Terms terms) {
        return change(new Next(Change.RETURNED, Planner.shipped(), null), terms);
    }

    private CatalogChanged change(Next next, Terms terms) {
        return terms.dryRun()
                ? storage.read(session -> foresee(session, next, terms))
                : storage.write(transaction -> change(transaction, next, terms));
    }

    private CatalogChanged foresee(Session session, Next next, Terms terms) {
        return new CatalogChanged(
                next.isIn(inForce.of(session)) ? Change.UNCHANGED : next.change(),
                next.planner().catalogVersion(),
                null,
                follower.foresee(session, next.planner(), terms.limit()));
    }

    private CatalogChanged change(Transaction transaction, Next next, Terms terms) {
        InForce before = inForce.of(transaction);
        if (next.isIn(before)) {
            return foresee(transaction, next, terms);
        }
        String version = next.planner().catalogVersion();
        long revision = before.stored() == null ? 1 : before.stored().revision() + 1;
        store.put(
                transaction,
                new CatalogRevision(
                        revision,
                        next.files() == null ? null : version,
                        Planner.shipped().catalogVersion(),
                        OPERATOR,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                next.files());
        inForce.remember(next.planner());
        transaction.afterCommit(() -> LOG.infof(
                "catalog %s decides, revision %d: %s",
                InForce.abbreviated(version),
                revision,
                next.files() == null ? "the shipped one again" : "put in place by " + OPERATOR));
        return new CatalogChanged(
                next.change(),
                version,
                revision,
                follower.catalogChanged(transaction, next.planner(), terms.confirmed(), terms.limit()));
    }
}

package io.lamplighter.controller.catalog;

import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.controller.problem.CallerMistake;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.InvalidCatalog;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says which catalog decides. It asks the database in the session of the question, so that a change
 * is in force from its commit on, in every controller of the database and for all of a transaction alike; only the
 * reading of the files is remembered.
 */
@Singleton
public final class CatalogInForce {
    private static final Logger LOG = Logger.getLogger(CatalogInForce.class);

    private final CatalogStore store;
    private volatile @Nullable Reading last;

    /** A stored catalog that was read, or refused. */
    private record Reading(String version, Planner planner, List<ManifestProblem> refused) {}

    CatalogInForce(CatalogStore store) {
        this.store = store;
    }

    /** The planner over the catalog that decides here. */
    public Planner planner(Session session) {
        return of(session).planner();
    }

    /**
     * The planner over a catalog that somebody sent.
     *
     * @param files texts by their names
     * @throws io.lamplighter.controller.problem.CallerMistake.InvalidCatalog with everything that is wrong with them
     */
    public static Planner planner(Map<String, String> files) {
        try {
            return Planner.of(Catalog.read(files));
        } catch (InvalidCatalog e) {
            throw new CallerMistake.InvalidCatalog(e.problems());
        }
    }

    /** Spares the reading of what somebody just sent. */
    void remember(Planner planner) {
        last = new Reading(planner.catalogVersion(), planner, List.of());
    }

    InForce of(Session session) {
        Optional<CatalogRevision> latest = store.latest(session);
        String version = latest.map(CatalogRevision::version).orElse(null);
        if (latest.isEmpty() || version == null) {
            return new InForce(Planner.shipped(), latest.orElse(null), List.of());
        }
        Reading reading = last;
        if (reading == null || !reading.version().equals(version)) {
            reading = read(session, latest.get().revision(), version);
            last = reading;
        }
        return new InForce(reading.planner(), latest.get(), reading.refused());
    }

    /** A catalog that an earlier release took may be none to this one; nothing is planned with half of it. */
    private Reading read(Session session, long revision, String version) {
        try {
            return new Reading(version, Planner.of(Catalog.read(store.files(session, revision))), List.of());
        } catch (InvalidCatalog e) {
            return new Reading(version, Planner.shipped(), e.problems());
        }
    }

    void start(@Observes StartupEvent event, Storage storage) {
        InForce inForce = storage.read(this::of);
        inForce.notice().ifPresent(LOG::warn);
        if (!inForce.isShipped()) {
            LOG.infof(
                    "catalog %s decides, which was put in place of the shipped one",
                    InForce.abbreviated(inForce.planner().catalogVersion()));
        }
    }
}

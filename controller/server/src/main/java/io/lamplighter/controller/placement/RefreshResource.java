package io.lamplighter.controller.placement;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.RefreshOrdered;
import io.lamplighter.api.view.RefreshRequest;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.manifest.StoredManifest;
import io.lamplighter.controller.placement.RefreshOrderStore.RefreshOrder;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets an environment be solved anew before its time. */
@Path("api/v1/environments/{environment}/refresh")
final class RefreshResource {
    private static final Logger LOG = Logger.getLogger(RefreshResource.class);

    /** So long what cannot wait does not wait: time for a build, and for those that follow it. */
    private static final Duration HURRY = Duration.ofHours(3);

    private final Storage storage;
    private final ManifestStore manifests;
    private final PlacementStore placements;
    private final RefreshOrderStore orders;
    private final Reconciler reconciler;
    private final Events events;
    private final InstantSource clock;

    RefreshResource(
            Storage storage,
            ManifestStore manifests,
            PlacementStore placements,
            RefreshOrderStore orders,
            Reconciler reconciler,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.manifests = manifests;
        this.placements = placements;
        this.orders = orders;
        this.reconciler = reconciler;
        this.events = events;
        this.clock = clock;
    }

    @POST
    public RefreshOrdered refresh(EnvironmentName environment, @Nullable RefreshRequest request) {
        boolean hurried = request != null && request.cannotWait();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return storage.write(transaction -> {
            Environment.Spec spec = spec(transaction, environment);
            if (spec.update() == Update.PINNED) {
                throw new Conflict(
                        environment + " is pinned: a refresh moves nothing of it",
                        "write update: patch, minor or latest in its manifest and apply it");
            }
            RefreshOrder order =
                    new RefreshOrder(environment, transaction.change(), now, hurried ? now.plus(HURRY) : null);
            orders.put(transaction, order);
            reconciler.refreshOrdered(transaction);
            events.happened(
                    transaction,
                    Happening.everywhere(
                                    EventReason.REFRESH_ORDERED,
                                    hurried ? "at once, until " + order.hurriedUntil() : "in the next window")
                            .of(environment));
            transaction.afterCommit(
                    () -> LOG.infof("%s is to be solved anew%s", environment, hurried ? " at once" : ""));
            int machines = (int) placements.all(transaction).stream()
                    .filter(placement -> placement.environment().equals(environment) && !placement.isRetiring())
                    .count();
            return new RefreshOrdered(environment, spec.update(), spec.cooldown(), machines, order.hurriedUntil());
        });
    }

    private Environment.Spec spec(Session session, EnvironmentName environment) {
        return manifests
                .find(session, Kind.ENVIRONMENT, new ManifestName(environment.value()))
                .map(StoredManifest::manifest)
                .filter(Environment.class::isInstance)
                .map(Environment.class::cast)
                .map(Environment::spec)
                .orElseThrow(() ->
                        new NotFound("environment", environment.value(), manifests.names(session, Kind.ENVIRONMENT)));
    }
}

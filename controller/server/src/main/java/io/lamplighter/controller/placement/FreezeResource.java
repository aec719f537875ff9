package io.lamplighter.controller.placement;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.view.FreezeRequest;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets nothing change on the machines of a group for a time. */
@Path("api/v1")
final class FreezeResource {
    private static final Logger LOG = Logger.getLogger(FreezeResource.class);

    /** Whoever has the operator's token: this version knows no other identities. */
    private static final String OPERATOR = "operator";

    private final Storage storage;
    private final ManifestStore manifests;
    private final FreezeStore freezes;
    private final Reconciler reconciler;
    private final Events events;
    private final InstantSource clock;

    FreezeResource(
            Storage storage,
            ManifestStore manifests,
            FreezeStore freezes,
            Reconciler reconciler,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.manifests = manifests;
        this.freezes = freezes;
        this.reconciler = reconciler;
        this.events = events;
        this.clock = clock;
    }

    /** Those in force and those to come. */
    @GET
    @Path("freezes")
    public List<Freeze> all() {
        Instant now = clock.instant();
        return storage.read(session -> freezes.all(session).stream()
                .filter(freeze -> freeze.until().isAfter(now))
                .toList());
    }

    @PUT
    @Path("freezes/{group}")
    public Freeze freeze(GroupName group, @Nullable FreezeRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (request == null || !request.until().isAfter(now)) {
            throw new Unreadable(
                    request == null ? "until when is not said" : request.until() + " is over",
                    "send {\"from\": \"…\", \"until\": \"…\"} with instants, the second one to come");
        }
        Instant from = request.from() == null ? now : request.from();
        if (!from.isBefore(request.until())) {
            throw new Unreadable(
                    "a freeze from " + from + " until " + request.until() + " would end before it begins",
                    "say an end after the begin");
        }
        Freeze freeze = new Freeze(group, from, request.until(), request.reason());
        return storage.write(transaction -> {
            requireGroup(transaction, group);
            freezes.forget(transaction, now);
            freezes.put(transaction, freeze, OPERATOR);
            events.happened(transaction, Happening.everywhere(EventReason.FROZEN, words(freeze)));
            reconciler.freezesChanged(transaction);
            transaction.afterCommit(() -> LOG.info(words(freeze)));
            return freeze;
        });
    }

    @DELETE
    @Path("freezes/{group}")
    public void unfreeze(GroupName group) {
        storage.write(transaction -> {
            requireGroup(transaction, group);
            if (!freezes.delete(transaction, group)) {
                throw new Conflict(group + " is not frozen", "lamp freeze lists what is");
            }
            events.happened(
                    transaction, Happening.everywhere(EventReason.UNFROZEN, "group " + group + " is frozen no more"));
            reconciler.freezesChanged(transaction);
            transaction.afterCommit(() -> LOG.infof("group %s is frozen no more", group));
            return group;
        });
    }

    private static String words(Freeze freeze) {
        return "group %s is frozen from %s until %s".formatted(freeze.group(), freeze.from(), freeze.until())
                + (freeze.reason() == null ? "" : ": " + freeze.reason());
    }

    private void requireGroup(Session session, GroupName group) {
        if (manifests.find(session, Kind.GROUP, new ManifestName(group.value())).isEmpty()) {
            throw new NotFound("group", group.value(), manifests.names(session, Kind.GROUP));
        }
    }
}

package io.lamplighter.controller.lock;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.view.DenialRequest;
import io.lamplighter.api.view.DeniedRelease;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.placement.DeniedHolders;
import io.lamplighter.controller.placement.Reconciler;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps single releases out of all plans and solves. */
@Path("api/v1/denials")
final class DenialResource {
    private static final Logger LOG = Logger.getLogger(DenialResource.class);

    private final Storage storage;
    private final DenialStore denials;
    private final DeniedLockStore locks;
    private final DeniedHolders holders;
    private final Reconciler reconciler;
    private final Events events;
    private final InstantSource clock;

    DenialResource(
            Storage storage,
            DenialStore denials,
            DeniedLockStore locks,
            DeniedHolders holders,
            Reconciler reconciler,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.denials = denials;
        this.locks = locks;
        this.holders = holders;
        this.reconciler = reconciler;
        this.events = events;
        this.clock = clock;
    }

    /** All that are denied, and who still has them. */
    @GET
    public List<DeniedRelease> all() {
        return storage.read(session -> denials.all(session).all().stream()
                .map(denial -> told(session, denial))
                .toList());
    }

    /**
     * Denies a release; one that is denied already gets the reason of this request.
     *
     * @param release {@code numpy==2.3.5}
     * @param dryRun whether it is only told who has it and what would become of that
     */
    @PUT
    @Path("{release}")
    public DeniedRelease deny(String release, @QueryParam("dryRun") boolean dryRun, @Nullable DenialRequest request) {
        Denial denial = new Denial(
                parse(release),
                request == null ? null : request.reason(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Function<Transaction, DeniedRelease> change = transaction -> {
            denials.put(transaction, denial);
            changed(transaction);
            events.happened(transaction, Happening.everywhere(EventReason.RELEASE_DENIED, denial.words()));
            transaction.afterCommit(() -> LOG.info(denial.words()));
            return told(transaction, denial);
        };
        return dryRun ? storage.rehearse(change) : storage.write(change);
    }

    @DELETE
    @Path("{release}")
    public void allow(String release) {
        Release allowed = parse(release);
        storage.write(transaction -> {
            if (!denials.delete(transaction, allowed)) {
                throw new Conflict(allowed.words() + " is not denied", "lamp deny lists what is");
            }
            changed(transaction);
            String words = allowed.words() + " is denied no more";
            events.happened(transaction, Happening.everywhere(EventReason.RELEASE_ALLOWED, words));
            transaction.afterCommit(() -> LOG.info(words));
            return allowed;
        });
    }

    private void changed(Transaction transaction) {
        locks.deny(transaction, denials.all(transaction));
        reconciler.denialsChanged(transaction);
    }

    private DeniedRelease told(Session session, Denial denial) {
        return new DeniedRelease(denial, holders.of(session, denial.release()));
    }

    private static Release parse(String text) {
        try {
            return Release.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), "PUT /api/v1/denials/numpy==2.3.5");
        }
    }
}

package io.lamplighter.controller.placement;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.generation.RollbackRequest;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.generation.KnownGenerations;
import io.lamplighter.controller.generation.ReportedGenerations;
import io.lamplighter.controller.generation.RollbackStore;
import io.lamplighter.controller.generation.RollbackStore.Pinned;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets one machine go back to a generation that it has, and forward again. */
@Path("api/v1/machines/{machine}/environments/{environment}/rollback")
final class RollbackResource {
    private static final Logger LOG = Logger.getLogger(RollbackResource.class);

    /** Whoever has the operator's token: this version knows no other identities. */
    private static final String OPERATOR = "operator";

    private final Storage storage;
    private final ReportedGenerations reported;
    private final PlacementStore placements;
    private final PlanStore plans;
    private final RollbackStore rollbacks;
    private final Reconciler reconciler;
    private final InstantSource clock;

    RollbackResource(
            Storage storage,
            ReportedGenerations reported,
            PlacementStore placements,
            PlanStore plans,
            RollbackStore rollbacks,
            Reconciler reconciler,
            InstantSource clock) {
        this.storage = storage;
        this.reported = reported;
        this.placements = placements;
        this.plans = plans;
        this.rollbacks = rollbacks;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    @PUT
    public Rollback goBack(MachineName machine, EnvironmentName environment, @Nullable RollbackRequest asked) {
        RollbackRequest request = asked == null ? new RollbackRequest(null, null) : asked;
        return storage.write(transaction -> {
            Machine known = reported.machine(transaction, machine);
            Placement placement = wanted(transaction, known, environment);
            KnownGenerations there = reported.of(transaction, known, environment);
            Generation target = request.to() == null ? there.before() : there.named(request.to());
            Optional<Pinned> pinned = rollbacks.find(transaction, known.id(), environment);
            if (target.current() && pinned.isEmpty()) {
                throw new Conflict(
                        "%s uses %s already".formatted(machine, target.name()),
                        "name another one with --to: lamp history %s %s".formatted(machine, environment));
            }
            if (!plans.knows(transaction, target.plan())) {
                throw new Conflict(
                        "this controller does not know the plan of %s".formatted(target.name()),
                        "only what this controller assigned can be gone back to: lamp history %s %s"
                                .formatted(machine, environment));
            }
            Rollback rollback = new Rollback(
                    target.name(), OPERATOR, request.reason(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            rollbacks.put(
                    transaction,
                    new Pinned(
                            known.id(),
                            environment,
                            target.plan(),
                            target.lock(),
                            pinned.map(Pinned::before).orElse(placement.plan()),
                            placement.specRevision(),
                            rollback));
            reconciler.machineChanged(transaction, known.id());
            transaction.afterCommit(() -> LOG.infof("%s goes back to %s of %s", machine, target.name(), environment));
            return rollback;
        });
    }

    /** The planner decides again; where only the files were others, the plan stays as it is. */
    @DELETE
    public void goForward(MachineName machine, EnvironmentName environment) {
        storage.write(transaction -> {
            Machine known = reported.machine(transaction, machine);
            Pinned pinned = rollbacks
                    .find(transaction, known.id(), environment)
                    .orElseThrow(() -> new Conflict(
                            "%s of %s is not rolled back".formatted(environment, machine),
                            "lamp status shows what is"));
            rollbacks.delete(transaction, known.id(), environment);
            if (!pinned.isWithinThePlan()) {
                placements
                        .find(transaction, known.id(), environment)
                        .ifPresent(placement -> placements.put(transaction, placement.withdrawing(pinned.plan())));
            }
            reconciler.machineChanged(transaction, known.id());
            transaction.afterCommit(() -> LOG.infof("%s goes forward with %s", machine, environment));
            return known;
        });
    }

    private Placement wanted(Session session, Machine machine, EnvironmentName environment) {
        Placement placement = placements
                .find(session, machine.id(), environment)
                .orElseThrow(() -> new NotFound(
                        "environment on machine " + machine.name(),
                        environment.value(),
                        placements.of(session, machine.id()).stream()
                                .map(each -> each.environment().value())
                                .toList()));
        if (placement.isRetiring()) {
            throw new Conflict(
                    "%s is being removed from %s".formatted(environment, machine.name()),
                    "give it to the machine again first, with a group");
        }
        return placement;
    }
}

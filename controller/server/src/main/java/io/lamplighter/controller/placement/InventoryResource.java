package io.lamplighter.controller.placement;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.AcceptedInventory;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Says of a machine that the GPUs which it has now are all that it should have: a card was moved or taken out. */
@Path("api/v1/machines/{machine}/inventory")
final class InventoryResource {
    private static final Logger LOG = Logger.getLogger(InventoryResource.class);

    /** Whoever has the operator's token: this version knows no other identities. */
    private static final String OPERATOR = "operator";

    private final Storage storage;
    private final MachineStore machines;
    private final InventoryStore inventories;
    private final Reconciler reconciler;
    private final InstantSource clock;

    InventoryResource(
            Storage storage,
            MachineStore machines,
            InventoryStore inventories,
            Reconciler reconciler,
            InstantSource clock) {
        this.storage = storage;
        this.machines = machines;
        this.inventories = inventories;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    @PUT
    public AcceptedInventory accept(MachineName machine) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return storage.write(transaction -> {
            Machine known = machines.find(transaction, machine)
                    .orElseThrow(() -> new NotFound("machine", machine.value(), machines.names(transaction)));
            inventories.accept(transaction, known.id(), now, OPERATOR);
            reconciler.machineChanged(transaction, known.id());
            transaction.afterCommit(() -> LOG.infof("the GPUs that machine %s has are accepted", machine));
            return new AcceptedInventory(machine, now);
        });
    }
}

package io.lamplighter.controller.checkin;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineDeleted;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.placement.AssignmentChanged;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A seat for each enrolled machine, filled at start and after that only by what was committed: a reader that could put
 * something in might put back what it read before a commit.
 */
@Singleton
final class Seats {
    private final Storage storage;
    private final MachineStore machines;
    private final AssignmentStore assignments;
    private final Map<TokenKey, Seat> byToken = new ConcurrentHashMap<>();
    private final Map<MachineId, Seat> byMachine = new ConcurrentHashMap<>();

    Seats(Storage storage, MachineStore machines, AssignmentStore assignments) {
        this.storage = storage;
        this.machines = machines;
        this.assignments = assignments;
    }

    void load(@Observes StartupEvent event) {
        storage.read(session -> {
            Map<MachineId, String> tags = assignments.tags(session);
            for (Machine machine : machines.all(session)) {
                put(new Seat(machine, tags.get(machine.id())));
            }
            return byToken;
        });
    }

    @Nullable
    Seat of(TokenKey token) {
        return byToken.get(token);
    }

    void enrolled(Machine machine) {
        put(new Seat(machine, null));
    }

    /** Tells a machine's seat something; one without a seat was deleted meanwhile. */
    void tell(MachineId machine, Consumer<Seat> news) {
        Seat seat = byMachine.get(machine);
        if (seat != null) {
            news.accept(seat);
        }
    }

    void assigned(@Observes AssignmentChanged assignment) {
        tell(assignment.machine(), seat -> seat.assigned(assignment.tag(), assignment.change()));
    }

    void deleted(@Observes MachineDeleted machine) {
        byToken.remove(TokenKey.of(machine.token()));
        byMachine.remove(machine.machine());
    }

    /** Who polled since this was last asked, and when. */
    Map<MachineId, Instant> takeSeen() {
        Map<MachineId, Instant> seen = new HashMap<>();
        for (Seat seat : byToken.values()) {
            long millis = seat.takeSeen();
            if (millis != Seat.NOT_SEEN) {
                seen.put(seat.machine(), Instant.ofEpochMilli(millis));
            }
        }
        return seen;
    }

    private void put(Seat seat) {
        byToken.put(seat.token(), seat);
        byMachine.put(seat.machine(), seat);
    }
}

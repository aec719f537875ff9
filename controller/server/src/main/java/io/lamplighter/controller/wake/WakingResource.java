package io.lamplighter.controller.wake;

import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Window.Wake;
import io.lamplighter.api.view.MachineWaking;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a machine is woken, and why it cannot be. */
@Path("api/v1/machines/{machine}/waking")
final class WakingResource {
    private final Storage storage;
    private final MachineStore machines;
    private final AssignmentStore assignments;
    private final FactsStore facts;
    private final WakeStore store;
    private final Wakes wakes;
    private final InstantSource clock;

    WakingResource(
            Storage storage,
            MachineStore machines,
            AssignmentStore assignments,
            FactsStore facts,
            WakeStore store,
            Wakes wakes,
            InstantSource clock) {
        this.storage = storage;
        this.machines = machines;
        this.assignments = assignments;
        this.facts = facts;
        this.store = store;
        this.wakes = wakes;
        this.clock = clock;
    }

    @GET
    public MachineWaking get(MachineName machine) throws IOException {
        List<SubnetAddress> own = Network.own();
        return storage.read(session -> {
            Machine found = machines.find(session, machine)
                    .orElseThrow(() -> new NotFound("machine", machine.value(), machines.names(session)));
            return waking(session, found, own, clock.instant());
        });
    }

    private MachineWaking waking(Session session, Machine machine, List<SubnetAddress> own, Instant now) {
        WakeTime time = new WakeTime(machine.id(), assignments.read(session, machine.id()));
        Wake by = time.by();
        Optional<Opening> next = time.next(by, now);
        List<String> obstacles = new ArrayList<>();
        List<String> to = new ArrayList<>();
        switch (by) {
            case NONE -> {}
            case RTC -> clockObstacle(session, machine).ifPresent(obstacles::add);
            case LAN -> {
                switch (wakes.route(session, machine.id(), own)) {
                    case WakeRoute.Closed(String why) -> obstacles.add(why);
                    case WakeRoute.Open open ->
                        open.to().stream().map(Destination::toString).forEach(to::add);
                }
            }
        }
        if (by != Wake.NONE && next.isEmpty()) {
            obstacles.add("no window opens any more");
        }
        next.flatMap(opening -> time.rest(opening.opens())).ifPresent(obstacles::add);
        Instant opens = next.map(Opening::opens).orElse(null);
        return new MachineWaking(
                machine.name(),
                by,
                at(opens, obstacles),
                opens,
                obstacles,
                to,
                store.lastSent(session, machine.id()).orElse(null));
    }

    private static @Nullable Instant at(@Nullable Instant opens, List<String> obstacles) {
        return opens == null || !obstacles.isEmpty() ? null : opens.minus(WakeTime.EARLIER);
    }

    /** Its own clock asks nobody but the machine's policy. */
    private Optional<String> clockObstacle(Session session, Machine machine) {
        Waking waking = facts.of(session, machine.id()).waking();
        return waking == null || waking.allowed()
                ? Optional.empty()
                : Optional.of("the machine's policy does not allow it (wake: true)");
    }
}

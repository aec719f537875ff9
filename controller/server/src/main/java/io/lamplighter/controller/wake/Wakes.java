package io.lamplighter.controller.wake;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.wake.WakeStore.Sleeper;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends the packets that wake machines for their windows: for each machine and window once, whoever of several
 * controllers does it, and whether or not the machine is there already, which then does not notice. What was taken on
 * is written down before it is done, so that a controller that is started anew does not do it again.
 */
@Singleton
final class Wakes {
    private static final Logger LOG = Logger.getLogger(Wakes.class);

    private final Storage storage;
    private final WakeStore store;
    private final AssignmentStore assignments;
    private final FactsStore facts;
    private final Events events;
    private final WakeConfig config;
    private final InstantSource clock;

    Wakes(
            Storage storage,
            WakeStore store,
            AssignmentStore assignments,
            FactsStore facts,
            Events events,
            WakeConfig config,
            InstantSource clock) {
        this.storage = storage;
        this.store = store;
        this.assignments = assignments;
        this.facts = facts;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /** A machine whose window is open, or about to be. */
    private record Due(Sleeper sleeper, Opening opening, WakeRoute route) {}

    @Scheduled(every = "30s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws IOException {
        List<SubnetAddress> own = Network.own();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Due> due = storage.read(session -> store.sleepers(session, now).stream()
                .flatMap(sleeper -> due(session, sleeper, own, now).stream())
                .toList());
        due.forEach(each -> wake(each, now));
    }

    /** The way to a machine from a controller with these addresses. */
    WakeRoute route(Session session, MachineId machine, List<SubnetAddress> own) {
        Waking waking = facts.of(session, machine).waking();
        return WakeRoute.of(waking, own, config.broadcast().orElse(List.of()));
    }

    private Optional<Due> due(Session session, Sleeper sleeper, List<SubnetAddress> own, Instant now) {
        WakeTime time = new WakeTime(sleeper.machine(), assignments.read(session, sleeper.machine()));
        return time.current(now)
                .filter(opening -> time.rest(opening.opens().isAfter(now) ? opening.opens() : now)
                        .isEmpty())
                .map(opening -> new Due(sleeper, opening, route(session, sleeper.machine(), own)));
    }

    private void wake(Due due, Instant now) {
        MachineId machine = due.sleeper().machine();
        boolean taken = storage.write(transaction -> store.take(
                transaction, machine, due.opening().opens(), due.opening().closes()));
        if (!taken) {
            return;
        }
        Happening news = switch (due.route()) {
            case WakeRoute.Closed(String why) -> failed(due, why);
            case WakeRoute.Open open -> sent(due, open);
        };
        storage.write(transaction -> {
            if (news.reason() == EventReason.WAKE_SENT) {
                store.sent(transaction, machine, now);
            }
            events.happened(transaction, news);
            return news;
        });
        LOG.infof(
                "machine %s (%s): %s: %s",
                due.sleeper().name(), machine, news.reason().label(), news.detail());
    }

    private static Happening sent(Due due, WakeRoute.Open route) {
        try {
            for (MacAddress card : route.cards()) {
                for (Destination to : route.to()) {
                    Network.send(MagicPacket.to(card), to);
                }
            }
        } catch (IOException e) {
            return failed(due, "the packet to " + route + " could not be sent: " + e.getMessage());
        }
        return Happening.on(
                due.sleeper().name(),
                EventReason.WAKE_SENT,
                "to " + route + ", for the window that opens " + due.opening().opens());
    }

    private static Happening failed(Due due, String why) {
        return Happening.on(
                due.sleeper().name(),
                EventReason.WAKE_FAILED,
                why + "; for the window that opens " + due.opening().opens());
    }
}

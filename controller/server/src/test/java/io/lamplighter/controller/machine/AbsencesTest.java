package io.lamplighter.controller.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AbsencesTest {
    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    @Inject
    PresenceStore presences;

    @Inject
    CheckinConfig config;

    @Inject
    Events events;

    private final TestAgent agent = TestAgent.named(Operator.unique("ws"));
    private Instant now;
    private Absences absences;

    @BeforeEach
    void enrol() {
        agent.enrol(Operator.joinToken(Map.of(), 1), TestFacts.withoutGpu())
                .then()
                .statusCode(201);
        now = machine().enrolledAt();
        absences = new Absences(storage, presences, new Staleness(config, () -> now), events, () -> now);
    }

    @Test
    void tellsOnceOfAMachineThatFellSilentAndOfItsReturn() {
        pass(Duration.ofMinutes(10));
        absences.look();
        absences.look();
        poll();
        poll();

        assertThat(story()).containsExactly("MachineReturned", "MachineStale");
    }

    @Test
    void isSilentOfAMachineThatMayBeOff() {
        storage.write(transaction -> {
            presences.expect(transaction, machine().id(), new Availability(Availability.Kind.BEST_EFFORT, null));
            return now;
        });
        pass(Duration.ofMinutes(10));

        absences.look();
        poll();

        assertThat(story()).isEmpty();
    }

    @Test
    void doesNotBlameMachinesForTheTimeInWhichNoControllerListened() {
        pass(Duration.ofHours(8));
        Absences restarted = new Absences(storage, presences, new Staleness(config, () -> now), events, () -> now);
        pass(Duration.ofMinutes(1));

        restarted.look();
        poll();

        assertThat(story()).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void poll() {
        MachineId id = machine().id();
        storage.write(transaction -> {
            presences.recordSeen(transaction, Map.of(id, now));
            absences.seen(transaction, Map.of(id, now));
            return id;
        });
    }

    private Machine machine() {
        return storage.read(
                session -> machines.find(session, new MachineName(agent.name())).orElseThrow());
    }

    private List<String> story() {
        return Operator.request()
                .queryParam("machine", agent.name())
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.reason", String.class)
                .stream()
                .filter(reason -> !reason.equals("MachineEnrolled"))
                .toList();
    }
}

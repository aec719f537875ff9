package io.lamplighter.controller.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.Page;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events stand where what they tell of was done. */
@QuarkusTest
class EventTest {
    private static final Gpu FIRST = new Gpu("GPU-1", "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384);
    private static final Gpu SECOND = new Gpu("GPU-2", "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384);

    @Inject
    Storage storage;

    @Inject
    Events events;

    @Inject
    EventStore store;

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private TestAgent agent;

    @BeforeEach
    void giveAnEnvironment() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        agent = TestAgent.enrolledIn(room, TestFacts.withGpus(FIRST, SECOND));
        agent.assignment();
    }

    @Test
    void tellsTheStoryOfAMachineInItsOrder() {
        PlanId plan = agent.plan(environment);
        RunReport building = agent.report(environment, plan, 1, RunState.BUILDING, null);
        agent.send(building);
        agent.send(TestAgent.report(building.run(), environment, plan, 2, RunState.VERIFYING, null));
        agent.send(TestAgent.report(building.run(), environment, plan, 3, RunState.DONE, RunOutcome.ACTIVATED));
        agent.put(TestFacts.withGpus(FIRST));
        Operator.request()
                .delete("/api/v1/machines/{name}", agent.name())
                .then()
                .statusCode(204);

        assertThat(story())
                .containsExactly(
                        "MachineEnrolled",
                        "AssignmentChanged " + environment,
                        "RunStarted " + environment,
                        "RunActivated " + environment,
                        "GpuLost",
                        "MachineDeleted");
    }

    @Test
    void saysWhyARunFailedAndWhatToDo() {
        agent.send(agent.report(environment, agent.plan(environment), 1, RunState.FAILED, RunOutcome.FAILED));

        FleetEvent failed = ofMachine("reason", "runfailed").getFirst();

        assertThat(failed.signature()).hasToString("RESOLVER_NO_CANDIDATE:numpy");
        assertThat(failed.remedy()).isEqualTo("correct the spec");
        assertThat(failed.at()).as("the machine's own time").isEqualTo(Instant.parse("2026-11-23T12:01:00Z"));
    }

    @Test
    void tellsOnceOfARunThatIsReportedTwice() {
        RunReport failed = agent.report(environment, agent.plan(environment), 1, RunState.FAILED, RunOutcome.FAILED);
        agent.send(failed);
        agent.send(failed);

        assertThat(ofMachine("reason", "RunFailed")).hasSize(1);
    }

    @Test
    void tellsOfManifestsButNotOfARehearsal() {
        Operator.post(Operator.environment(environment, "scipy"), "dryRun", true)
                .then()
                .statusCode(200);
        assertThat(applied()).isEqualTo(1);

        Operator.apply(Operator.environment(environment, "scipy"));

        assertThat(applied()).isEqualTo(2);
    }

    @Test
    void tellsOfAHoldAndOfItsEnd() {
        String manifest = """
                apiVersion: lamplighter.io/v1
                kind: Machine
                metadata: {name: %s}
                spec: {%s}
                """;
        Operator.apply(manifest.formatted(agent.name(), "hold: {until: \"2099-01-01\", reason: thesis}"));
        Operator.apply(manifest.formatted(agent.name(), "labels: {desk: \"7\"}"));

        assertThat(story()).endsWith("Held " + environment, "Released " + environment);
    }

    @Test
    void isReadInPagesBackwardsAndFromAKnownOneForwards() {
        agent.activate(environment);
        List<FleetEvent> all = ofMachine();

        List<Long> backwards = new ArrayList<>();
        Page<FleetEvent> page = page("machine", agent.name(), "limit", 2);
        while (true) {
            page.items().forEach(event -> backwards.add(event.number()));
            if (page.next() == null) {
                break;
            }
            page = page("machine", agent.name(), "limit", 2, "continue", page.next());
        }

        assertThat(all).hasSizeGreaterThan(2);
        assertThat(backwards)
                .isEqualTo(all.stream().map(FleetEvent::number).toList().reversed());
        Page<FleetEvent> forwards =
                page("machine", agent.name(), "after", all.getFirst().number(), "limit", 2);
        assertThat(forwards.items()).isEqualTo(all.subList(1, 3));
    }

    @Test
    void leavesOutWhatHappenedBefore() {
        assertThat(page("machine", agent.name(), "since", Instant.parse("2099-01-01T00:00:00Z"))
                        .items())
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        ask("reason", "RunFaild").statusCode(400).body("remedy", equalTo("did you mean RunFailed?"));
        ask("since", "yesterday").statusCode(400).body("detail", containsString("since is no time"));
        ask("continue", "x").statusCode(400).body("detail", containsString("continue is no event's number"));
        ask("machine", agent.name() + "x").statusCode(404).body("remedy", containsString(agent.name()));
    }

    @Test
    void forgetsOldEventsAFewAtATime() {
        Instant old = Instant.parse("2001-01-01T00:00:00Z");
        MachineName machine = new MachineName(Operator.unique("old"));
        storage.write(transaction -> {
            for (int count = 0; count < 5; count++) {
                events.happened(transaction, old, Happening.on(machine, EventReason.MACHINE_STALE, ""));
            }
            return machine;
        });

        int first = storage.write(transaction -> store.forget(transaction, old.plus(Duration.ofDays(1)), 3));
        int second = storage.write(transaction -> store.forget(transaction, old.plus(Duration.ofDays(1)), 3));

        assertThat(List.of(first, second)).containsExactly(3, 2);
        assertThat(ofMachine()).as("younger ones stay").isNotEmpty();
    }

    private List<String> story() {
        return ofMachine().stream()
                .map(event -> event.reason().label() + (event.environment() == null ? "" : " " + event.environment()))
                .toList();
    }

    private long applied() {
        return page("environment", environment, "reason", "ManifestApplied")
                .items()
                .size();
    }

    private List<FleetEvent> ofMachine(Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = "machine";
        all[1] = agent.name();
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return page(all).items().reversed();
    }

    private static Page<FleetEvent> page(Object... parameters) {
        try {
            return Wire.mapper()
                    .readValue(
                            ask(parameters).statusCode(200).extract().asString(),
                            new TypeReference<Page<FleetEvent>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static io.restassured.response.ValidatableResponse ask(Object... parameters) {
        var request = Operator.request();
        for (int index = 0; index < parameters.length; index += 2) {
            request.queryParam(String.valueOf(parameters[index]), String.valueOf(parameters[index + 1]));
        }
        return request.get("/api/v1/events").then();
    }
}

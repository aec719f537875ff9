package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.machine.Hold;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels that operators give a machine after it enrolled. */
@QuarkusTest
class MachineManifestTest {
    private final String room = Operator.unique("room");
    private final String other = Operator.unique("room");
    private final String environment = Operator.unique("numpy");
    private TestAgent agent;

    @BeforeEach
    void enrol() {
        agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
    }

    @Test
    void movesAMachineToAnotherRoomAndBack() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", other));
        assertThat(agent.assignment().environments()).isEmpty();

        Operator.apply(manifest("{room: " + other + ", shelf: top}"));

        assertThat(agent.assignment().environments()).hasSize(1);
        machine().body("labels.room", equalTo(other)).body("labels.shelf", equalTo("top"));
        groups().body("labels.find { it.name == 'room' }.origin", equalTo("manifest"));

        Operator.request()
                .delete("/api/v1/machine-manifests/" + agent.name())
                .then()
                .statusCode(200);

        assertThat(agent.assignment().environments()).isEmpty();
        machine().body("labels.room", equalTo(room)).body("labels.shelf", nullValue());
        groups().body("labels.find { it.name == 'room' }.origin", equalTo("joinToken"));
    }

    @Test
    void takesALabelOfTheTokenAway() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));

        Operator.apply(manifest("{room: \"\"}"));

        assertThat(agent.assignment().environments()).isEmpty();
        machine().body("labels", equalTo(Map.of()));
    }

    @Test
    void foreseesWhatALabelWouldGiveAndTake() {
        String taken = Operator.unique("scipy");
        Operator.apply(Operator.environmentForRoom(environment, "numpy", other) + "---\n"
                + Operator.environmentForRoom(taken, "scipy", room));
        TestAgent neighbour = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.activate(taken);
        neighbour.activate(taken);

        Map<String, Map<String, Integer>> foreseen = foreseen(manifest("{room: " + other + "}"));

        assertThat(foreseen.get(environment)).isEqualTo(Map.of("given", 1));
        assertThat(foreseen.get(taken)).isEqualTo(Map.of("lost", 1, "stays", 1));
        machine().body("labels.room", equalTo(room));
    }

    @Test
    void isForAMachineThatIsEnrolledAndEndsWithIt() {
        Operator.post(manifest("{room: a}").replace(agent.name(), agent.name() + "x"), "file", "m.yaml")
                .then()
                .statusCode(422)
                .body("problems[0].path", equalTo("/metadata/name"))
                .body("problems[0].message", containsString("no machine is named " + agent.name() + "x; did you mean "))
                .body("problems[0].message", containsString("a machine's manifest is for one that is enrolled"));

        Operator.apply(manifest("{room: " + other + "}"));
        Operator.request().delete("/api/v1/machines/" + agent.name()).then().statusCode(204);

        Operator.request()
                .get("/api/v1/machine-manifests/" + agent.name())
                .then()
                .statusCode(404);
        TestAgent namesake = TestAgent.named(agent.name());
        namesake.enrol(Operator.joinToken(Map.of("room", room), 1), TestFacts.withoutGpu())
                .then()
                .statusCode(201);
        machine().body("labels.room", equalTo(room));
    }

    @Test
    void holdsAMachineAndReleasesIt() {
        String retiring = Operator.unique("scipy");
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room) + "---\n"
                + Operator.environmentForRoom(retiring, "scipy", room));
        agent.activate(environment);
        agent.activate(retiring);
        Operator.apply(Operator.group(retiring, other, retiring));

        Operator.apply(manifest("{}").replace("spec: {", "spec: {hold: {until: 2999-12-31, reason: a paper}, "));

        assertThat(agent.assignment().hold()).isEqualTo(new Hold(Instant.parse("3000-01-01T00:00:00Z"), "a paper"));
        for (String held : List.of(environment, retiring)) {
            Operator.placement(agent.name(), held)
                    .body("phase", equalTo("Held"))
                    .body("phaseDetail", equalTo("until 3000-01-01T00:00:00Z: a paper"));
        }
        groups().body("hold.reason", equalTo("a paper"));

        Operator.apply(manifest("{}"));

        assertThat(agent.assignment().hold()).isNull();
        Operator.placement(agent.name(), environment).body("phase", equalTo("Converged"));
        Operator.placement(agent.name(), retiring).body("phase", equalTo("Retiring"));
    }

    private String manifest(String labels) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Machine
                metadata: {name: %s}
                spec: {labels: %s}
                """.formatted(agent.name(), labels);
    }

    /** By environment and effect, how many placements. */
    private static Map<String, Map<String, Integer>> foreseen(String manifests) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        var effects = Operator.request()
                .contentType("application/json")
                .queryParam("limit", 1000)
                .body(Map.of("manifests", manifests))
                .post("/api/v1/what-if")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        int groups = effects.getInt("effects.size()");
        for (int group = 0; group < groups; group++) {
            String effect = effects.getString("effects[" + group + "].effect");
            int outcomes = effects.getInt("effects[" + group + "].outcomes.size()");
            for (int one = 0; one < outcomes; one++) {
                String path = "effects[" + group + "].outcomes[" + one + "]";
                counts.computeIfAbsent(effects.getString(path + ".environment"), _ -> new TreeMap<>())
                        .merge(effect, effects.getInt(path + ".who.machines"), Integer::sum);
            }
        }
        return counts;
    }

    private ValidatableResponse machine() {
        return Operator.request().get("/api/v1/machines/" + agent.name()).then().statusCode(200);
    }

    private ValidatableResponse groups() {
        return Operator.request()
                .get("/api/v1/machines/" + agent.name() + "/groups")
                .then()
                .statusCode(200);
    }
}

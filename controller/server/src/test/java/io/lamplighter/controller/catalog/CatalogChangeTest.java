package io.lamplighter.controller.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.peers.Crowd;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.catalog.Catalog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogChangeTest {
    private static final String SHIPPED = Catalog.shipped().version();

    /** No driver runs CUDA 13. */
    private static final Map<String, String> WITHOUT_13 = changed("580.65.06", "999.65.06");

    private static final int CROWD = 60;

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    /** Other tests plan with the shipped one, and not for a crowd. */
    @AfterEach
    void leaveAllAsItWas() {
        Operator.request().queryParam("confirm", CROWD).delete("/api/v1/groups/" + environment);
        int losers = Operator.request()
                .queryParam("dryRun", true)
                .delete("/api/v1/catalog")
                .then()
                .statusCode(200)
                .extract()
                .path("effect.effects.find { it.effect == 'unplannable' }?.placements ?: 0");
        Operator.request()
                .queryParam("confirm", losers)
                .delete("/api/v1/catalog")
                .then()
                .statusCode(200);
    }

    @Test
    void showsTheShippedOneWithItsFiles() {
        Operator.request()
                .get("/api/v1/catalog")
                .then()
                .statusCode(200)
                .body("origin", equalTo("shipped"))
                .body("version", equalTo(SHIPPED))
                .body("shippedVersion", equalTo(SHIPPED))
                .body("files", equalTo(Catalog.shipped().texts()));
    }

    @Test
    void putsAnotherInPlaceAndTakesTheShippedOneBack() {
        String version = Catalog.read(WITHOUT_13).version();

        int revision = put(WITHOUT_13)
                .then()
                .statusCode(200)
                .body("change", equalTo("replaced"))
                .body("version", equalTo(version))
                .extract()
                .path("revision");

        Operator.request()
                .get("/api/v1/catalog")
                .then()
                .body("origin", equalTo("replaced"))
                .body("version", equalTo(version))
                .body("revision", equalTo(revision))
                .body("by", equalTo("operator"))
                .body("since", notNullValue())
                .body("files", equalTo(WITHOUT_13));
        put(WITHOUT_13).then().statusCode(200).body("change", equalTo("unchanged"));

        Operator.request()
                .delete("/api/v1/catalog")
                .then()
                .statusCode(200)
                .body("change", equalTo("returned"))
                .body("version", equalTo(SHIPPED))
                .body("revision", equalTo(revision + 1));
    }

    @Test
    void plansAnewWithItAndLeavesWhatIsInUse() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent working = TestAgent.enrolledIn(room, TestFacts.withGpu());
        PlanId inUse = working.activate(environment);
        String tag = working.poll(null).header("ETag");
        TestAgent waiting = TestAgent.enrolledIn(room, TestFacts.withGpu());

        put(WITHOUT_13).then().statusCode(200);

        working.poll(tag).then().statusCode(304);
        Operator.placement(working.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("plan", equalTo(inUse.value()))
                .body("conditions[0].reason", startsWith("what is in use stays; planned anew it would be torch "));
        Operator.placement(waiting.name(), environment).body("candidate", containsString(" cu12"));
        assertThat(waiting.plan(environment)).isNotEqualTo(inUse);
        TestAgent later = TestAgent.enrolledIn(room, TestFacts.withGpu());
        assertThat(later.plan(environment)).isEqualTo(waiting.plan(environment));
    }

    @Test
    void showsTheEffectBeforeItIsInForce() {
        Operator.apply(Operator.environmentForRoom(environment, "torch", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        PlanId plan = agent.plan(environment);

        put(WITHOUT_13, "dryRun", true)
                .then()
                .statusCode(200)
                .body("change", equalTo("replaced"))
                .body("$", not(hasKey("revision")))
                .body("effect.effects.find { it.effect == 'replanned' }.outcomes.environment", hasItem(environment));

        assertThat(agent.plan(environment)).isEqualTo(plan);
        Operator.request().get("/api/v1/catalog").then().body("version", equalTo(SHIPPED));
    }

    @Test
    void asksBeforeManyMachinesBecomeUnplannable() {
        Crowd.enrol(storage, machines, room, CROWD, 3);
        Operator.apply(Operator.environmentForRoom(environment, "\"torch==2.15.*\"", room));

        String remedy = put(WITHOUT_13)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/confirmation-needed"))
                .body("detail", containsString("placements would become unplannable"))
                .extract()
                .path("remedy");
        int count = Integer.parseInt(remedy.replaceAll(".*--confirm (\\d+).*", "$1"));

        Operator.request().get("/api/v1/catalog").then().body("version", equalTo(SHIPPED));
        put(WITHOUT_13, "confirm", count)
                .then()
                .statusCode(200)
                .body("effect.effects.find { it.effect == 'unplannable' }.placements", greaterThanOrEqualTo(CROWD));
        Operator.placement(room + "-000000", environment).body("resolution.resolution", equalTo("rejected"));
    }

    @Test
    void refusesOneThatIsWrongWithEverythingThatIsWrongInIt() {
        Map<String, String> broken = changed("580.65.06", "five hundred");
        broken.remove("cudnn.yaml");
        broken.put("notes.yaml", "");

        put(broken)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-catalog"))
                .body("problems.file", hasItem("cudnn.yaml"))
                .body("problems.file", hasItem("notes.yaml"))
                .body("problems.find { it.file == 'drivers.yaml' }.line", greaterThanOrEqualTo(1))
                .body(
                        "problems.findAll { it.file == 'drivers.yaml' }.message",
                        hasItem(containsString("five hundred")));
        Operator.request()
                .contentType("application/json")
                .body("[1]")
                .put("/api/v1/catalog")
                .then()
                .statusCode(400);
        Operator.request().get("/api/v1/catalog").then().body("version", equalTo(SHIPPED));
    }

    private static Response put(Map<String, String> files, Object... parameters) {
        var request = Operator.request().contentType("application/json").body(Wire.write(files));
        for (int index = 0; index < parameters.length; index += 2) {
            request.queryParam(String.valueOf(parameters[index]), parameters[index + 1]);
        }
        return request.put("/api/v1/catalog");
    }

    private static Map<String, String> changed(String driver, String other) {
        Map<String, String> texts = new TreeMap<>(Catalog.shipped().texts());
        texts.computeIfPresent("drivers.yaml", (_, text) -> text.replace(driver, other));
        return texts;
    }
}

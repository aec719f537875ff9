package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.Retiring;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which machines groups select, and which of several decides. */
@QuarkusTest
class GroupsTest {
    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("numpy");
    private final String group = Operator.unique("group");

    @Test
    void givesByWhatFactsSayAndTakesWhenTheySayOtherwise() {
        apply("{room: %s, fact/gpu: NVIDIA RTX A4000, fact/driver-branch: {in: ['570', '580']}}");
        TestAgent without = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent with = TestAgent.enrolledIn(room, TestFacts.withGpu());

        assertThat(with.assignment().environments()).hasSize(1);
        assertThat(without.assignment().environments()).isEmpty();

        without.put(TestFacts.withGpu());
        with.put(TestFacts.withoutGpu());

        assertThat(without.assignment().environments()).hasSize(1);
        assertThat(with.assignment().environments()).isEmpty();
        assertThat(with.assignment().retiring())
                .extracting(Retiring::name)
                .extracting(Object::toString)
                .containsExactly(environment);
    }

    @Test
    void neitherTakesNorGivesWhileADriverDoesNotAnswer() {
        apply("{room: %s, fact/driver-branch: '580'}");
        TestAgent with = TestAgent.enrolledIn(room, TestFacts.withGpu());
        TestAgent broken = TestAgent.enrolledIn(room, TestFacts.withBrokenDriver());
        with.activate(environment);

        with.put(TestFacts.withBrokenDriver());

        assertThat(with.assignment().environments())
                .extracting(AssignedEnvironment::name)
                .extracting(Object::toString)
                .containsExactly(environment);
        assertThat(with.assignment().retiring()).isEmpty();
        assertThat(broken.assignment().environments()).isEmpty();
        groups(with)
                .body("labels.find { it.name == 'fact/driver-branch' }.values", nullValue())
                .body("groups.find { it.group == '" + group + "' }.certain", equalTo(false))
                .body("environments.environment", hasItem(environment));
    }

    @Test
    void foreseesWhatASelectorWouldTake() {
        apply("{room: %s, fact/os: linux}");
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        agent.activate(environment);

        String effects = Operator.request()
                .contentType("application/json")
                .body(Map.of("manifests", group("{room: " + room + ", fact/os: windows}", 0)))
                .post("/api/v1/what-if")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(effects).contains("\"lost\"").contains(environment);
        assertThat(agent.assignment().environments()).hasSize(1);
    }

    @Test
    void saysWhichGroupDecides() {
        String special = Operator.unique("special");
        String urgent = Operator.unique("urgent");
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        apply("{room: %s}");
        Operator.apply(group(special, "{room: %s, spare: {exists: false}}".formatted(room), 0) + "---\n"
                + group(urgent, "{room: [%s, other]}".formatted(room), 5));

        groups(agent)
                .body("groups.findAll { it.selector.contains('" + room + "') }.group", contains(urgent, special, group))
                .body(
                        "environments.find { it.environment == '" + environment + "' }.groups",
                        contains(urgent, special, group))
                .body("labels.find { it.name == 'room' }.origin", equalTo("joinToken"))
                .body("labels.find { it.name == 'fact/os' }.values", contains("linux"))
                .body("labels.find { it.name == 'fact/gpu' }.values", equalTo(List.of()))
                .body("groups.group", not(hasItem("nobody")));
    }

    private void apply(String selector) {
        Operator.apply(Operator.environment(environment, "numpy") + "---\n" + group(selector.formatted(room), 0));
    }

    private String group(String selector, int priority) {
        return group(group, selector, priority);
    }

    private String group(String name, String selector, int priority) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s}
                spec: {selector: %s, environments: [%s], priority: %d}
                """.formatted(name, selector, environment, priority);
    }

    private static ValidatableResponse groups(TestAgent agent) {
        return Operator.request()
                .get("/api/v1/machines/{machine}/groups", agent.name())
                .then()
                .statusCode(200);
    }
}

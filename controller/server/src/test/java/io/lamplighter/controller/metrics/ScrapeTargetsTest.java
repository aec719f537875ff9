package io.lamplighter.controller.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.view.ScrapeTargets;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScrapeTargetsTest {
    private static final String TARGETS = "/api/v1/prometheus/targets";

    private final String room = Operator.unique("room");

    @Test
    void namesEachMachineWhoseMetricsCanBeHad() throws Exception {
        TestAgent one = TestAgent.enrolledIn(room, TestFacts.withMetricsAt("gpu-1.lab:9464"));
        TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent moved = TestAgent.enrolledIn(room, TestFacts.withMetricsAt("gpu-2.lab:9464"));
        moved.put(TestFacts.withMetricsAt("proxy.lab:8080"));

        assertThat(targets()).containsExactlyInAnyOrder(target("gpu-1.lab:9464", one), target("proxy.lab:8080", moved));
    }

    @Test
    void forgetsAMachineThatIsDeleted() throws Exception {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withMetricsAt("gpu-1.lab:9464"));
        assertThat(targets()).hasSize(1);

        Operator.request()
                .delete("/api/v1/machines/{name}", agent.name())
                .then()
                .statusCode(204);

        assertThat(targets()).isEmpty();
    }

    /** As behind one proxy: which machine it is, only the label says. */
    @Test
    void keepsTwoMachinesWithOneAddressApart() throws Exception {
        TestAgent one = TestAgent.enrolledIn(room, TestFacts.withMetricsAt("[fd00::17]:8080"));
        TestAgent another = TestAgent.enrolledIn(room, TestFacts.withMetricsAt("[fd00::17]:8080"));

        assertThat(targets())
                .containsExactlyInAnyOrder(target("[fd00::17]:8080", one), target("[fd00::17]:8080", another));
    }

    @Test
    void namesTheGroupsThatAMachineIsInTheOneThatDecidesFirst() throws Exception {
        String name = Operator.unique("groups");
        String group = """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s, annotations: {%s}}
                spec: {selector: {room: %s, %s}, priority: %d}
                """;
        Operator.apply(group.formatted(name + "-low", "owner: Ada", room, "fact/arch: x86_64", 1));
        Operator.apply(group.formatted(name + "-high", "owner: Grace", room, "fact/os: linux", 2));
        Operator.apply(group.formatted(name + "-arm", "owner: Alan", room, "fact/arch: aarch64", 3));
        Operator.apply(group.formatted(name + "-over", "expires: \"2020-01-01\"", room, "fact/os: linux", 4));

        TestAgent.enrolledIn(room, TestFacts.withMetricsAt("gpu-4.lab:9464"));

        assertThat(targets().getFirst().labels())
                .containsEntry("__meta_lamplighter_groups", ",%1$s-high,%1$s-low,".formatted(name))
                .containsEntry("__meta_lamplighter_group_owners", ",Grace,Ada,");
    }

    @Test
    void saysWhenAMachineShouldBeOnAsTheGroupThatDecidesDoes() throws Exception {
        String name = Operator.unique("hours");
        String group = """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s}
                spec: {selector: {room: %s}, priority: %d, availability: %s}
                """;
        Operator.apply(
                group.formatted(name, room, 1, "{cron: \"0 8 * * mon-fri\", zone: Europe/Berlin, duration: 10h}"));
        TestAgent.enrolledIn(room, TestFacts.withMetricsAt("gpu-3.lab:9464"));
        assertThat(availability()).isEqualTo("hours");

        Operator.apply(group.formatted(name + "-2", room, 2, "always"));

        assertThat(availability()).isEqualTo("always");
    }

    private @Nullable String availability() throws IOException {
        return targets().getFirst().labels().get("__meta_lamplighter_availability");
    }

    @Test
    void givesPrometheusATokenThatOpensNothingElse() throws IOException {
        Operator.request("prometheus.token").get(TARGETS).then().statusCode(200);
        Operator.request().get(TARGETS).then().statusCode(200);
        Operator.request("prometheus.token").get("/api/v1/machines").then().statusCode(401);
        Operator.request("prometheus.token").post("/api/v1/apply").then().statusCode(401);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Operator.directory().resolve("prometheus.token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAgentsJoinTokensAndThoseWithoutAToken() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        String joinToken = Operator.joinToken(Map.of(), 1);

        Stream.of(agent.request(), given().header("Authorization", "Bearer " + joinToken), given())
                .forEach(caller -> caller.get(TARGETS)
                        .then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .body("detail", equalTo("the bearer token of Prometheus is missing or wrong")));
    }

    private ScrapeTargets target(String address, TestAgent agent) {
        return new ScrapeTargets(
                List.of(address), Map.of("machine", agent.name(), "__meta_lamplighter_label_room", room));
    }

    private List<ScrapeTargets> targets() throws IOException {
        String json = Operator.request("prometheus.token")
                .get(TARGETS)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();
        return Wire.mapper().readValue(json, new TypeReference<List<ScrapeTargets>>() {}).stream()
                .filter(target -> target.labels().containsValue(room))
                .toList();
    }
}

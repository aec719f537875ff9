package io.lamplighter.controller.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer guessed", "Basic b3BlcmF0b3I6eA=="})
    void letsNobodyButTheOperatorToTheApi(String authorization) {
        given().header("Authorization", authorization)
                .get("/api/v1/machines")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unknown-token"))
                .body("remedy", containsString("operator.token"));
    }

    @Test
    void namesTheTokenThatPrometheusShouldSend() {
        given().get("/api/v1/prometheus/targets")
                .then()
                .statusCode(401)
                .body("detail", containsString("of Prometheus"))
                .body("remedy", containsString("prometheus.token"));
    }

    @Test
    void saysWhatTheTokenForPrometheusOpens() throws IOException {
        String token = Files.readString(Operator.directory().resolve("prometheus.token"))
                .strip();

        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/machines")
                .then()
                .statusCode(401)
                .body("detail", containsString("opens /api/v1/prometheus/targets and nothing else"))
                .body("remedy", containsString("operator.token"));
    }

    @Test
    void letsNoMachineToTheOperatorsApi() {
        TestAgent agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());

        agent.request().get("/api/v1/machines").then().statusCode(401);
    }

    @Test
    void saysNothingOfWhatIsThereWithoutAToken() {
        given().get("/api/v1/no-such-thing").then().statusCode(401);
        Operator.request()
                .get("/api/v1/no-such-thing")
                .then()
                .statusCode(404)
                .header("Server", startsWith("lamplighter-controller/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agent/v1/assignment"})
    void letsNobodyButMachinesPoll(String path) {
        given().header("Authorization", "Bearer guessed")
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("type", equalTo("/problems/unknown-token"))
                .body("remedy", containsString("enrol"));
        Operator.request().get(path).then().statusCode(401);
    }

    @Test
    void keepsItsFilesFromOtherAccounts() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Operator.directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Operator.directory().resolve("operator.token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void listsJoinTokensWithoutTheirSecrets() {
        String token = Operator.joinToken(Map.of("room", "b12"), 3);
        String id = token.substring(0, token.indexOf('.'));

        String listed = Operator.request()
                .queryParam("limit", 1000)
                .get("/api/v1/join-tokens")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '" + id + "' }.uses", equalTo(3))
                .body("items.find { it.id == '" + id + "' }.used", equalTo(0))
                .body("items.find { it.id == '" + id + "' }.labels.room", equalTo("b12"))
                .extract()
                .asString();

        assertThat(listed).doesNotContain(token.substring(token.indexOf('.') + 1));
    }

    @Test
    void refusesAJoinTokenThatWasRevoked() {
        String token = Operator.joinToken(Map.of(), 3);
        String id = token.substring(0, token.indexOf('.'));

        Operator.request().delete("/api/v1/join-tokens/" + id).then().statusCode(204);

        TestAgent.named(Operator.unique("ws"))
                .enrol(token, TestFacts.withoutGpu())
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/join-token-refused"))
                .body("detail", containsString("revoked"));
        Operator.request().delete("/api/v1/join-tokens/" + id).then().statusCode(404);
    }

    @Test
    void refusesJoinTokensWithoutLimits() {
        for (Map<String, Object> request : List.<Map<String, Object>>of(
                Map.of("uses", 0, "validFor", "PT1H", "labels", Map.of()),
                Map.of("uses", 1, "validFor", "P31D", "labels", Map.of()),
                Map.of("uses", 1, "validFor", "PT0S", "labels", Map.of()),
                Map.of("uses", 1, "validFor", "PT1H", "labels", Map.of("room", "b12\u001b[31m")))) {
            Operator.request()
                    .contentType("application/json")
                    .body(request)
                    .post("/api/v1/join-tokens")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/unreadable"));
        }
    }
}

package io.lamplighter.controller.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.controller.peers.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManifestTest {
    private final String name = Operator.unique("numpy");

    @Test
    void createsChangesAndLeavesAloneWithRevisions() {
        put(Operator.environment(name, "numpy"))
                .then()
                .statusCode(201)
                .body("change", equalTo("CREATED"))
                .body("revision", equalTo(1));

        put(Operator.environment(name, "numpy"))
                .then()
                .statusCode(200)
                .body("change", equalTo("UNCHANGED"))
                .body("revision", equalTo(1))
                .body("diff", equalTo(""));

        put(Operator.environment(name, "scipy"))
                .then()
                .statusCode(200)
                .body("change", equalTo("CONFIGURED"))
                .body("revision", equalTo(2))
                .body("diff", containsString("\n-"))
                .body("diff", containsString("+    - scipy"));
    }

    @Test
    void takesJsonAsWellAsYaml() {
        Operator.request()
                .contentType("application/json")
                .body("""
                        {"apiVersion": "lamplighter.io/v1", "kind": "Group", "metadata": {"name": "%s"},
                         "spec": {"selector": {"room": "none"}, "environments": []}}""".formatted(name))
                .put("/api/v1/groups/" + name)
                .then()
                .statusCode(201);
    }

    @Test
    void readsBackWhatWasStoredWithItsResourceVersion() {
        int version = put(Operator.environment(name, "numpy")).path("resourceVersion");

        Operator.request()
                .get("/api/v1/environments/" + name)
                .then()
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("resourceVersion", equalTo(version))
                .body("manifest.metadata.resourceVersion", equalTo(version))
                .body("manifest.spec.installer", equalTo("pip"));
    }

    @Test
    void changesNothingInADryRun() {
        Operator.post(Operator.environment(name, "numpy"), "dryRun", true)
                .then()
                .statusCode(200)
                .body("[0].change", equalTo("CREATED"))
                .body("[0].diff", containsString("+kind: Environment"));

        Operator.request().get("/api/v1/environments/" + name).then().statusCode(404);
    }

    @Test
    void refusesAMisspeltFieldWithItsPlaceAndTheNearestName() {
        Operator.post(Operator.environment(name, "numpy").replace("stages:", "stagse:"), "file", "numpy.yaml")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-manifest"))
                .body("problems.find { it.path.contains('stagse') }.file", equalTo("numpy.yaml"))
                .body("problems.find { it.path.contains('stagse') }.line", equalTo(6))
                .body("problems.find { it.path.contains('stagse') }.message", containsString("stages"));
    }

    @Test
    void appliesAllDocumentsOrNone() {
        Operator.post(Operator.environment(name, "numpy") + "---\n" + Operator.group(name, "none", name + "-not"))
                .then()
                .statusCode(422)
                .body("problems[0].path", equalTo("/spec/environments/0"))
                .body("problems[0].line", equalTo(14));

        Operator.request().get("/api/v1/environments/" + name).then().statusCode(404);
    }

    @Test
    void refusesAStaleResourceVersion() {
        int version = put(Operator.environment(name, "numpy")).path("resourceVersion");
        put(Operator.environment(name, "scipy"));
        String edited = Operator.environment(name, "pandas")
                .replace("metadata: {", "metadata: {resourceVersion: " + version + ", ");

        put(edited)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", containsString("was changed since"))
                .body("remedy", containsString("get it anew"));
    }

    @Test
    void countsRevisionsOnAfterADeletion() {
        put(Operator.environment(name, "numpy"));
        Operator.request()
                .delete("/api/v1/environments/" + name)
                .then()
                .statusCode(200)
                .body("change", equalTo("DELETED"))
                .body("revision", equalTo(2));

        put(Operator.environment(name, "numpy")).then().statusCode(201).body("revision", equalTo(3));
    }

    @Test
    void refusesTheSameManifestTwiceInOneFile() {
        Operator.post(Operator.environment(name, "numpy") + "---\n" + Operator.environment(name, "scipy"))
                .then()
                .statusCode(409)
                .body("detail", containsString("twice"));
    }

    @Test
    void refusesAManifestUnderAnotherName() {
        Operator.request()
                .contentType("application/yaml")
                .body(Operator.environment(name, "numpy"))
                .put("/api/v1/environments/another")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unreadable"));
    }

    @Test
    void listsInPages() {
        put(Operator.environment("a-" + name, "numpy"), "a-" + name);
        put(Operator.environment("b-" + name, "numpy"), "b-" + name);

        String next = Operator.request()
                .queryParam("limit", 1)
                .queryParam("continue", "a-" + name.substring(0, name.length() - 1))
                .get("/api/v1/environments")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].manifest.metadata.name", equalTo("a-" + name))
                .extract()
                .path("next");

        assertThat(next).isEqualTo("a-" + name);
        Operator.request()
                .queryParam("continue", "zzzz")
                .get("/api/v1/environments")
                .then()
                .body("items", hasSize(0))
                .body("next", nullValue());
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        put(Operator.environment(name, "numpy"));

        Operator.request()
                .get("/api/v1/environments/" + name + "x")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"))
                .body("remedy", equalTo("did you mean " + name + "?"));
    }

    private Response put(String manifest) {
        return put(manifest, name);
    }

    private static Response put(String manifest, String name) {
        return Operator.request().contentType("application/yaml").body(manifest).put("/api/v1/environments/" + name);
    }
}

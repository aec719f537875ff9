package io.lamplighter.controller.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.lamplighter.controller.peers.Operator;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReferencesTest {
    private final String name = Operator.unique("numpy");

    @Test
    void refusesAnUnknownSourceWithItsPlaceAndTheNearestName() {
        String manifest = Operator.environment(name, "numpy") + "  sources: [pypi, pytroch]\n";

        Operator.post(manifest, "file", "numpy.yaml")
                .then()
                .statusCode(422)
                .body("problems", hasSize(1))
                .body("problems[0].file", equalTo("numpy.yaml"))
                .body("problems[0].line", equalTo(8))
                .body("problems[0].path", equalTo("/spec/sources/1"))
                .body("problems[0].message", equalTo("no source is named pytroch; did you mean pytorch?"));
        Operator.request().get("/api/v1/environments/" + name).then().statusCode(404);
    }

    @Test
    void takesASourceThatComesInTheSameFileWhateverTheOrder() {
        String source = Operator.unique("mirror");

        Operator.post(Operator.environment(name, "numpy") + "  sources: [" + source + "]\n---\n" + source(source, ""))
                .then()
                .statusCode(200)
                .body("change", contains("CREATED", "CREATED"));
    }

    @Test
    void refusesToDeleteWhatIsInUseAndNamesTheUsers() {
        String source = Operator.unique("mirror");
        Operator.apply(source(source, "")
                + "---\n" + Operator.environment(name, "numpy") + "  sources: [" + source + "]\n"
                + "---\n" + Operator.group(name, "none", name));

        Operator.request()
                .delete("/api/v1/sources/" + source)
                .then()
                .statusCode(409)
                .body("detail", containsString("environment " + name));
        Operator.request()
                .delete("/api/v1/environments/" + name)
                .then()
                .statusCode(409)
                .body("detail", containsString("group " + name));
    }

    @Test
    void refusesSourcesThatCannotStandWhereTheySay() {
        assertThat(message(source("pypi", ""))).contains("built in");
        assertThat(message(source(name, "replaces: pytorch"))).contains("another type");
        assertThat(message(source(name, "replaces: " + name))).contains("itself");
        assertThat(message(source(name, "replaces: pypy"))).contains("did you mean pypi?");
    }

    private static String message(String manifest) {
        return Operator.post(manifest).then().statusCode(422).extract().path("problems[0].message");
    }

    private static String source(String name, String more) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %s}
                spec:
                  type: pypi
                  url: https://mirror.lab.example/simple
                  %s
                """.formatted(name, more);
    }
}

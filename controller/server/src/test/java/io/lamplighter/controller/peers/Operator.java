package io.lamplighter.controller.peers;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** An operator with the token from the controller's directory. */
public final class Operator {
    private static final RestAssuredConfig YAML_IS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT));

    private Operator() {}

    /** A name that no other test has. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static Path directory() {
        return ConfigProvider.getConfig()
                .getValue("lamplighter.directory", Path.class)
                .toAbsolutePath();
    }

    public static RequestSpecification request() {
        return request("operator.token");
    }

    /** Who has the token of another file of the controller's directory. */
    public static RequestSpecification request(String file) {
        try {
            String token = Files.readString(directory().resolve(file));
            return given().config(YAML_IS_TEXT).header("Authorization", "Bearer " + token.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String joinToken(Map<String, String> labels, int uses) {
        return request()
                .contentType("application/json")
                .body(Map.of("uses", uses, "validFor", "PT1H", "labels", labels))
                .post("/api/v1/join-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    /** Posts manifests with query parameters, name after value. */
    public static Response post(String manifests, Object... parameters) {
        RequestSpecification request = request().contentType("application/yaml").body(manifests);
        for (int index = 0; index < parameters.length; index += 2) {
            request.queryParam(String.valueOf(parameters[index]), parameters[index + 1]);
        }
        return request.post("/api/v1/apply");
    }

    public static List<Map<String, Object>> apply(String manifests) {
        return post(manifests).then().statusCode(200).extract().jsonPath().getList("");
    }

    public static ValidatableResponse placement(String machine, String environment) {
        return request()
                .get("/api/v1/machines/{machine}/environments/{environment}", machine, environment)
                .then()
                .statusCode(200);
    }

    public static String environment(String name, String packages) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: %s}
                spec:
                  python: "3.11"
                  stages:
                  - {name: all, packages: [%s]}
                """.formatted(name, packages);
    }

    public static String group(String name, String room, String... environments) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s}
                spec:
                  selector: {room: %s}
                  environments: [%s]
                """.formatted(name, room, String.join(", ", environments));
    }

    /** An environment and the group that gives it to a room. */
    public static String environmentForRoom(String name, String packages, String room) {
        return environment(name, packages) + "---\n" + group(name, room, name);
    }
}

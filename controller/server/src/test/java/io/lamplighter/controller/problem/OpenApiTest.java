package io.lamplighter.controller.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The described API; {@code -Dgolden.rewrite=true} takes a wanted change over. */
@QuarkusTest
class OpenApiTest {
    private static final Path GOLDEN = Path.of("src/test/resources/openapi/openapi.yaml");

    @Test
    void isDescribedAsItWasAgreed() throws IOException {
        String described = given().get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, described);
        }
        assertThat(described).isEqualTo(Files.readString(GOLDEN));
    }
}

package io.lamplighter.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.controller.storage.StartRefused;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.0.0.2, true",
        "localhost, true",
        "::1,       true",
        "0.0.0.0,   false",
        "::,        false",
        "192.0.2.1, false"
    })
    void listensOnLoopbackOnly(String host, boolean allowed) {
        assertThat(Loopback.isLoopback(host)).isEqualTo(allowed);
    }

    @Test
    void saysInASentenceWhatAPersonCanPutRight() {
        assertThat(Controller.explanation(new RuntimeException(new StartRefused("The directory is full."))))
                .contains("The directory is full.");
    }

    @Test
    void namesATakenPortAndTheKeyThatChangesIt() {
        assertThat(Controller.explanation(
                        new QuarkusBindException("127.0.0.1", 8680, new BindException("Address already in use"))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("8680")
                        .contains("127.0.0.1")
                        .contains("quarkus.http.port"));
    }

    @Test
    void namesAnUnknownKey() {
        ConfigValidationException invalid = new ConfigValidationException(new ConfigValidationException.Problem[] {
            new ConfigValidationException.Problem(
                    "SRCFG00050: lamplighter.placment.grace in SysPropConfigSource does not map to any root")
        });

        assertThat(Controller.explanation(invalid))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("There is no configuration key lamplighter.placment.grace")
                        .contains("docs/reference/configuration.md"));
    }

    @Test
    void explainsNoBugAway() {
        assertThat(Controller.explanation(new IllegalStateException("a bug"))).isEmpty();
    }
}

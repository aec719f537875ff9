package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void saysEachProblemOfTheConfigurationOnce() {
        Problem unknown = new Problem("SRCFG00050: lamplighter.helth in SysPropConfigSource does not map to any root");
        Problem wrong =
                new Problem("SRCFG00039: The config property lamplighter.health.narrow-for with the config value"
                        + " \"soon\" threw an Exception whilst being converted Invalid duration: soon");

        assertThat(Main.explanation(new IllegalStateException(
                        new ConfigValidationException(new Problem[] {unknown, unknown, wrong}))))
                .hasValueSatisfying(sentences -> assertThat(sentences.lines())
                        .satisfiesExactly(
                                first ->
                                        assertThat(first).startsWith("There is no configuration key lamplighter.helth"),
                                second -> assertThat(second)
                                        .startsWith("lamplighter.health.narrow-for: it must be a time")));
    }

    @Test
    void saysWhyTheAgentRefusesToStart() {
        assertThat(Main.explanation(new IllegalStateException(new ConfigurationException("The port is taken."))))
                .contains("The port is taken.");
    }

    @Test
    void explainsNoBugAway() {
        assertThat(Main.explanation(new IllegalStateException("a bug"))).isEmpty();
    }
}

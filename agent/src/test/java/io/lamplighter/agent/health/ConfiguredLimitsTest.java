package io.lamplighter.agent.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredLimitsTest {
    @Test
    void areTheUsualOnesWhereNothingIsConfigured() {
        assertThat(ConfiguredLimits.of(config(Map.of()))).isEqualTo(HealthLimits.USUAL);
    }

    @Test
    void areAsConfigured() {
        HealthLimits limits = ConfiguredLimits.of(config(Map.of(
                "lamplighter.health.off",
                "gpu.fan,host.library_path",
                "lamplighter.health.throttled-for",
                "10m",
                "lamplighter.health.disk-for-update",
                "20G")));

        assertThat(limits.off()).containsExactlyInAnyOrder("gpu.fan", "host.library_path");
        assertThat(limits.throttledFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.updateBytes()).isEqualTo(20L << 30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            off               | gpu.fann     | lamplighter.health.off: no check is named gpu.fann; did you mean gpu.fan?
            off               | fans         | lamplighter.health.off: no check is named fans; docs/reference/health-checks.md lists them all
            busy-percent      | 0            | lamplighter.health.busy-percent: it must be between 1 and 100; found 0
            fan-still-celsius | 200          | lamplighter.health.fan-still-celsius: it must be between 1 and 120; found 200
            throttled-for     | -5m          | lamplighter.health.throttled-for: a time is not below zero, like 5m; found PT-5M
            """)
    void refuseWhatCannotBeMeant(String key, String value, String message) {
        HealthConfig config = config(Map.of("lamplighter.health." + key, value));

        assertThatThrownBy(() -> ConfiguredLimits.of(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    private static HealthConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(HealthConfig.class)
                .build()
                .getConfigMapping(HealthConfig.class);
    }
}

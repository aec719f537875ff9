package io.lamplighter.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.metrics.Fleet.Counts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MissingMachinesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MissingMachines missing = new MissingMachines(registry);

    @Test
    void namesThoseThatAreMissingNow() {
        missing.show(counts("gpu-1", "gpu-2"));
        missing.show(counts("gpu-2", "gpu-3"));

        assertThat(registry.find("lamplighter.controller.machine.missing").gauges())
                .allSatisfy(gauge -> assertThat(gauge.value()).isOne())
                .extracting(gauge -> gauge.getId().getTag("machine"))
                .containsExactlyInAnyOrder("gpu-2", "gpu-3");
    }

    @Test
    void hasNoSeriesWhenAllAreThere() {
        missing.show(counts("gpu-1"));
        missing.show(counts());

        assertThat(registry.getMeters()).isEmpty();
    }

    private static Counts counts(String... missing) {
        return new Counts(
                Instant.EPOCH,
                Map.of(),
                Stream.of(missing).map(MachineName::new).toList(),
                Map.of(),
                0,
                0);
    }
}

package io.lamplighter.controller.metrics;

import io.lamplighter.controller.metrics.Fleet.Counts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Each machine that should be on and is not heard of, by name: an alert leaves out those that another one names. */
@Singleton
final class MissingMachines {
    private final MultiGauge machines;

    MissingMachines(MeterRegistry registry) {
        machines = MultiGauge.builder("lamplighter.controller.machine.missing")
                .description("1 for each machine that should be on and is not heard of; others have no series.")
                .register(registry);
    }

    /** Those that are missing now, in place of those that were. */
    void show(@Observes Counts counted) {
        machines.register(counted.missing().stream()
                .<MultiGauge.Row<?>>map(machine -> MultiGauge.Row.of(Tags.of("machine", machine.value()), 1))
                .toList());
    }
}

package io.lamplighter.controller.metrics;

import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.checkin.PollCounts;
import io.lamplighter.controller.checkin.PollCounts.Result;
import io.lamplighter.controller.metrics.Fleet.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Machines, placements, polls and storage. A figure that was not counted yet is no number, and not zero. */
@Singleton
final class ControllerMetrics implements MeterBinder {
    private final Fleet fleet;
    private final PollCounts polls;

    ControllerMetrics(Fleet fleet, PollCounts polls) {
        this.fleet = fleet;
        this.polls = polls;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Presence presence : Presence.values()) {
            Gauge.builder(
                            "lamplighter.controller.machines",
                            fleet,
                            counted(counts -> counts.machines().getOrDefault(presence, 0)))
                    .description("Enrolled machines by whether they polled lately, and whether they should have.")
                    .tag("state", presence.label())
                    .register(registry);
        }
        for (Phase phase : Phase.values()) {
            Gauge.builder(
                            "lamplighter.controller.placements",
                            fleet,
                            counted(counts -> counts.placements().getOrDefault(phase, 0)))
                    .description("Placements by phase.")
                    .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (Result result : Result.values()) {
            FunctionCounter.builder("lamplighter.controller.polls", polls, counts -> counts.of(result))
                    .description("Polls of agents by what became of them.")
                    .tag("result", result.label())
                    .register(registry);
        }
        FunctionCounter.builder("lamplighter.controller.changes", fleet, counted(Counts::change))
                .description("Committed changes of the database; a number that does not grow with writes is a fault.")
                .register(registry);
        Gauge.builder("lamplighter.controller.storage.bytes", fleet, counted(Counts::storageBytes))
                .description("Size of the database.")
                .register(registry);
    }

    private static ToDoubleFunction<Fleet> counted(ToDoubleFunction<Counts> count) {
        return fleet -> {
            Counts counts = fleet.counts();
            return counts == null ? Double.NaN : count.applyAsDouble(counts);
        };
    }
}

package io.lamplighter.controller.metrics;

import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.checkin.PollCounts;
import io.lamplighter.controller.checkin.PollCounts.Result;
import io.lamplighter.controller.metrics.Fleet.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Machines, placements, polls and storage. A figure that was not counted yet has no series. */
@Singleton
final class ControllerMetrics implements MeterBinder {
    private final PollCounts polls;
    private final List<MeterRegistry> uncounted = new CopyOnWriteArrayList<>();
    private volatile @Nullable Counts counts;

    ControllerMetrics(PollCounts polls) {
        this.polls = polls;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Result result : Result.values()) {
            FunctionCounter.builder("lamplighter.controller.polls", polls, all -> all.of(result))
                    .description("Polls of agents by what became of them.")
                    .tag("result", result.label())
                    .register(registry);
        }
        uncounted.add(registry);
    }

    void show(@Observes Counts counted) {
        counts = counted;
        uncounted.forEach(this::bindCounts);
        uncounted.clear();
    }

    private void bindCounts(MeterRegistry registry) {
        for (Presence presence : Presence.values()) {
            Gauge.builder(
                            "lamplighter.controller.machines",
                            this,
                            of(counted -> counted.machines().getOrDefault(presence, 0)))
                    .description("Enrolled machines by whether they polled lately, and whether they should have.")
                    .tag("state", presence.label())
                    .register(registry);
        }
        for (Phase phase : Phase.values()) {
            Gauge.builder(
                            "lamplighter.controller.placements",
                            this,
                            of(counted -> counted.placements().getOrDefault(phase, 0)))
                    .description("Placements by phase.")
                    .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        TimeGauge.builder(
                        "lamplighter.controller.counted.timestamp",
                        this,
                        TimeUnit.MILLISECONDS,
                        of(counted -> counted.at().toEpochMilli()))
                .description("When machines, placements and storage were last counted; they are as old as that.")
                .register(registry);
        FunctionCounter.builder("lamplighter.controller.changes", this, of(Counts::change))
                .description("Committed changes of the database; a number that does not grow with writes is a fault.")
                .register(registry);
        Gauge.builder("lamplighter.controller.storage.bytes", this, of(Counts::storageBytes))
                .description("Size of the database.")
                .register(registry);
    }

    private static ToDoubleFunction<ControllerMetrics> of(ToDoubleFunction<Counts> figure) {
        return metrics -> figure.applyAsDouble(Objects.requireNonNull(metrics.counts));
    }
}

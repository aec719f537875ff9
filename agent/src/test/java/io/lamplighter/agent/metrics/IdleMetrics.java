package io.lamplighter.agent.metrics;

import io.lamplighter.agent.Build;
import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The metrics of a machine without a GPU, as its agent keeps them up to date. */
public final class IdleMetrics {
    private final Exposition exposition = new Exposition();
    private final List<Binder> binders;

    public IdleMetrics(Inventory inventory, Supplier<List<EnvironmentStatus>> environments) {
        var meters = exposition.meters();
        binders = List.of(
                new BuildMetrics(meters, Build.THIS, "25"),
                new ProbeMetrics(meters, inventory::probes),
                new NvidiaMetrics(meters, inventory::nvidia, () -> 0),
                new GpuMetrics(meters, inventory::gpus),
                new XidMetrics(meters, inventory::nvidia, Map::of),
                new HealthMetrics(
                        meters,
                        List::of,
                        inventory::gpus,
                        inventory::nvidia,
                        inventory::cuda,
                        () -> Optional.of(HostSigns.NONE)),
                new SourceMetrics(meters, inventory::facts),
                new ToolkitMetrics(meters, inventory::facts),
                new EnvironmentMetrics(meters, environments),
                new FrameworkMetrics(meters, environments));
    }

    /** Brings them up to date. */
    public void show() {
        binders.forEach(Binder::show);
    }

    /** What a scrape gets. */
    public int scrape() {
        return exposition.text().length();
    }
}

package io.lamplighter.controller.placement;

import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.run.RunStore;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Forgets what is over: retired placements, runs of long ago, resolutions that nothing rests on. */
@Singleton
final class Retirement {
    private static final Logger LOG = Logger.getLogger(Retirement.class);

    private final Storage storage;
    private final PlacementStore placements;
    private final MachineStore machines;
    private final PlanStore plans;
    private final SettlementStore settlements;
    private final RunStore runs;
    private final Reconciler reconciler;
    private final PlacementConfig config;
    private final InstantSource clock;

    Retirement(
            Storage storage,
            PlacementStore placements,
            MachineStore machines,
            PlanStore plans,
            SettlementStore settlements,
            RunStore runs,
            Reconciler reconciler,
            PlacementConfig config,
            InstantSource clock) {
        this.storage = storage;
        this.placements = placements;
        this.machines = machines;
        this.plans = plans;
        this.settlements = settlements;
        this.runs = runs;
        this.reconciler = reconciler;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void clean() {
        storage.write(transaction -> {
            int forgotten = placements.all(transaction).stream()
                    .filter(Placement::isRetiring)
                    .mapToInt(placement -> forget(transaction, placement))
                    .sum();
            int thinned = runs.thin(transaction, config.keptRuns());
            int unused = plans.forgetUnused(transaction) + settlements.forgetUnused(transaction);
            if (forgotten + thinned + unused > 0) {
                transaction.afterCommit(() -> LOG.infof(
                        "forgot %d retired placements, %d old runs, %d unused resolutions",
                        forgotten, thinned, unused));
            }
            return forgotten;
        });
    }

    private int forget(Transaction transaction, Placement placement) {
        Machine machine = machines.find(transaction, placement.machine()).orElseThrow();
        if (!isOver(placement.removeAfter(), machine.lastSeen(), clock.instant(), config.grace())) {
            return 0;
        }
        placements.delete(transaction, placement);
        reconciler.machineChanged(transaction, machine.id());
        return 1;
    }

    /**
     * Whether an agent had all the time to remove it: it knows the day from its assignment, and a machine that was off
     * must find it there when it comes back, or what it has of it would stay for good.
     */
    static boolean isOver(@Nullable Instant removeAfter, @Nullable Instant lastSeen, Instant now, Duration grace) {
        return removeAfter != null
                && lastSeen != null
                && lastSeen.isAfter(removeAfter)
                && now.isAfter(removeAfter.plus(grace));
    }
}

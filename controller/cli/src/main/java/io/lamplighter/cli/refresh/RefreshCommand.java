package io.lamplighter.cli.refresh;

import static java.util.stream.Collectors.groupingBy;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.RefreshOrdered;
import io.lamplighter.api.view.RefreshRequest;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets an environment be solved anew before its time. */
@Command(
        name = "refresh",
        description = {
            "Lets an environment be solved anew, as far as its update and cooldown allow, in the next window of its machines.",
            "One machine of each plan solves and proves; the others follow in their windows."
        })
public final class RefreshCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "name of the environment")
    private @Nullable EnvironmentName environment;

    @Option(names = "--now", description = "at once: windows, blackout days and gates but diskFree do not hold for 3 h")
    private boolean now;

    public RefreshCommand(Connection connection, Screen screen, InstantSource clock) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void run() {
        EnvironmentName name = Objects.requireNonNull(environment, "ENVIRONMENT is required");
        RefreshOrdered ordered = connection.controller().refresh(name, new RefreshRequest(now ? true : null));
        screen.line("%s is solved anew: update %s, cooldown %s, %s"
                .formatted(
                        name,
                        ordered.update().label(),
                        ordered.cooldown(),
                        ordered.machines() == 1 ? "1 machine" : ordered.machines() + " machines"));
        if (ordered.hurriedUntil() != null) {
            screen.line("at once, until " + Quantity.instant(ordered.hurriedUntil())
                    + ": windows, blackout days and gates are ignored, but for diskFree; a freeze still holds");
        }
        show(connection.controller().placements(null, name), ordered.hurriedUntil() != null);
    }

    /** By plan: the first machine whose window opens is the one that will solve. */
    private void show(List<PlacementView> placements, boolean hurried) {
        TreeMap<PlanId, List<PlacementView>> plans = placements.stream()
                .filter(placement -> placement.plan() != null && placement.removeAfter() == null)
                .collect(groupingBy(
                        placement -> Objects.requireNonNull(placement.plan()), TreeMap::new, Collectors.toList()));
        if (plans.isEmpty()) {
            return;
        }
        Table table = Table.of("PLAN", "MACHINES", "FIRST", "BEGINS");
        plans.forEach((plan, on) -> {
            PlacementView first = on.stream()
                    .min(Comparator.comparing(placement -> begin(placement, hurried)))
                    .orElseThrow();
            Instant begin = begin(first, hurried);
            table.row(
                    plan.abbreviated(),
                    on.size(),
                    first.machine(),
                    begin.isAfter(clock.instant()) ? Quantity.instant(begin) : "with its next poll");
        });
        screen.table(table);
    }

    private static Instant begin(PlacementView placement, boolean hurried) {
        Opening window = placement.window();
        return hurried || window == null ? Instant.EPOCH : window.opens();
    }
}

package io.lamplighter.cli.morning;

import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.Page;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.connection.ControllerRefusal;
import io.lamplighter.cli.connection.ControllerUnreachable;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Format;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.status.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What happened. */
@Command(
        name = "events",
        description = {
            "Shows what happened to machines and environments, the newest last: machines that came and went, assignments,",
            "runs, drift, holds, freezes, locks, manifests. With --watch it goes on."
        })
public final class EventsCommand implements Runnable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int LARGEST_PAGE = 1000;

    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;
    private final Pause pause;

    @Option(names = "--machine", paramLabel = "NAME", description = "only of this machine")
    private @Nullable MachineName machine;

    @Option(names = "--environment", paramLabel = "NAME", description = "only of this environment")
    private @Nullable EnvironmentName environment;

    @Option(names = "--reason", paramLabel = "REASON", description = "only of this kind: RunFailed, MachineStale, …")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            defaultValue = "24h",
            description = "how long ago, like 8h (the default is 24h), or a time like 2026-12-01T18:00+01:00")
    private String since = "24h";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "how many at most, the newest (default: 200)")
    private int limit;

    @Option(names = "--watch", description = "print a line whenever something happens")
    private boolean watch;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "how long to watch: 90s, 30m, 2h (default: for ever)")
    private @Nullable Duration timeout;

    @Mixin
    private final FormatOption format = new FormatOption();

    public EventsCommand(Connection connection, Screen screen, InstantSource clock, Pause pause) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void run() {
        if (limit < 1) {
            throw LampException.badInput(
                    "--limit is how many events are shown, at least 1, not " + limit, "--limit 200");
        }
        Controller controller = connection.controller();
        List<FleetEvent> events = newest(controller);
        if (watch) {
            watch(controller, events);
            return;
        }
        switch (format.format()) {
            case TABLE -> print(events);
            case JSON -> screen.json(events);
            case YAML -> screen.yaml(events);
        }
    }

    private void print(List<FleetEvent> events) {
        screen.table(
                EventText.table(events),
                "nothing happened since " + Quantity.instant(new PastTime(clock.instant()).read(since)));
        if (events.size() == limit) {
            screen.line("these are the newest " + limit + "; --limit shows more");
        }
    }

    /** In the order in which they became known. */
    private List<FleetEvent> newest(Controller controller) {
        Map<String, String> query = filter();
        query.put("since", new PastTime(clock.instant()).read(since).toString());
        List<FleetEvent> events = new ArrayList<>();
        @Nullable String next = null;
        do {
            query.put("limit", String.valueOf(Math.min(limit - events.size(), LARGEST_PAGE)));
            if (next != null) {
                query.put("continue", next);
            }
            Page<FleetEvent> page = controller.events(query);
            events.addAll(page.items());
            next = page.next();
        } while (next != null && events.size() < limit);
        return events.reversed();
    }

    private Map<String, String> filter() {
        Map<String, String> query = new TreeMap<>();
        if (machine != null) {
            query.put("machine", machine.value());
        }
        if (environment != null) {
            query.put("environment", environment.value());
        }
        if (reason != null) {
            query.put("reason", reason);
        }
        return query;
    }

    private void watch(Controller controller, List<FleetEvent> before) {
        before.forEach(this::tell);
        long last = before.stream().mapToLong(FleetEvent::number).max().orElse(0);
        if (last == 0) {
            last = controller.events(Map.of("limit", "1")).items().stream()
                    .mapToLong(FleetEvent::number)
                    .max()
                    .orElse(0);
        }
        Instant end = timeout == null ? Instant.MAX : clock.instant().plus(timeout);
        try {
            while (clock.instant().isBefore(end)) {
                pause.take(INTERVAL);
                for (FleetEvent event : news(controller, last)) {
                    tell(event);
                    last = event.number();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A controller that restarts is no reason to stop watching. */
    private List<FleetEvent> news(Controller controller, long last) {
        Map<String, String> query = filter();
        query.put("after", String.valueOf(last));
        query.put("limit", String.valueOf(LARGEST_PAGE));
        try {
            return controller.events(query).items();
        } catch (ControllerUnreachable e) {
            screen.error("lamp: the controller does not answer now; asking again");
            return List.of();
        } catch (ControllerRefusal refusal) {
            if (refusal.isTemporary()) {
                return List.of();
            }
            throw refusal;
        }
    }

    private void tell(FleetEvent event) {
        screen.line(format.format() == Format.TABLE ? EventText.line(event) : Wire.write(event));
    }
}

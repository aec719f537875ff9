package io.lamplighter.agent.schedule;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Openings;
import io.lamplighter.api.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says whether a change may begin or go on: freezes win, then windows, and gates only while one is open. */
public final class Permits {
    /** Gates open and close at any time. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /** Schedules of the past are forgotten with the rest once there are so many. */
    private static final int MOST_SCHEDULES = 64;

    private final Supplier<MachineId> machine;
    private final GateChecks gates;
    private final Map<Schedule, Openings> known = new ConcurrentHashMap<>();
    private volatile List<Freeze> freezes = List.of();

    private Permits(Supplier<MachineId> machine, GateChecks gates) {
        this.machine = machine;
        this.gates = gates;
    }

    /**
     * Those of a machine.
     *
     * @param machine asked once there is a window: splay goes by it
     * @param root of the file system that is read
     * @param environments where free disk counts
     */
    public static Permits of(Supplier<MachineId> machine, Path root, Path environments, ComputePrograms programs) {
        return new Permits(machine, new GateChecks(root, environments, programs));
    }

    /** From now on these are the freezes of the machine. */
    public void freeze(@Nullable List<Freeze> given) {
        freezes = given == null ? List.of() : given;
    }

    /** The freeze that is in force, of several the one that ends last. */
    public Optional<Freeze> frozen(Instant now) {
        return freezes.stream().filter(freeze -> freeze.isInForce(now)).max(Comparator.comparing(Freeze::until));
    }

    /**
     * Whether a change may do now what it is about to do.
     *
     * @param waited for how long it has been due
     */
    public Permission ask(Schedule schedule, Moment moment, Duration waited, Instant now) throws InterruptedException {
        Optional<Freeze> frozen = frozen(now);
        if (frozen.isPresent()) {
            return new Permission.Held(
                    List.of(hindrance(frozen.get(), now)), frozen.get().until());
        }
        if (moment == Moment.BEGIN && !schedule.isAnyTime()) {
            Openings.Answer windows = openings(schedule).at(now);
            if (windows.open().isEmpty()) {
                return new Permission.Held(List.of(outside(windows, now)), windows.until());
            }
        }
        List<Hindrance> closed = gates.closed(schedule.gates(), moment, waited, now);
        return closed.isEmpty() ? new Permission.Granted() : new Permission.Held(closed, now.plus(LOOK_AGAIN));
    }

    private static Hindrance hindrance(Freeze freeze, Instant now) {
        String detail = "group " + freeze.group() + " is frozen until " + freeze.until()
                + (freeze.reason() == null ? "" : ": " + freeze.reason());
        return new Hindrance(Reason.FROZEN, detail, now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Hindrance outside(Openings.Answer windows, Instant now) {
        String detail =
                windows.next().map(next -> "its window opens " + next.opens()).orElse("its window never opens again");
        return new Hindrance(Reason.OUTSIDE_WINDOW, detail, now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** When a window opens next; empty where there is none. */
    public Optional<Instant> next(Schedule schedule, Instant now) {
        return schedule.isAnyTime()
                ? Optional.empty()
                : openings(schedule).at(now).next().map(Opening::opens);
    }

    private Openings openings(Schedule schedule) {
        if (known.size() > MOST_SCHEDULES) {
            known.clear();
        }
        return known.computeIfAbsent(schedule, asked -> new Openings(asked, machine.get()));
    }
}

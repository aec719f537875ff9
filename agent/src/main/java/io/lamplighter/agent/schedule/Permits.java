package io.lamplighter.agent.schedule;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Openings;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.Window.Missed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a change may begin or go on: freezes win, then windows or what stands in for one that was missed, and
 * gates only while one is open.
 */
public final class Permits {
    /** Gates open and close at any time. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final Duration DAY = Duration.ofDays(1);

    /** Schedules of the past are forgotten with the rest once there are so many. */
    private static final int MOST_SCHEDULES = 64;

    private final Supplier<MachineId> machine;
    private final GateChecks gates;
    private final Attendance attendance;
    private final Map<Schedule, Openings> known = new ConcurrentHashMap<>();
    private volatile List<Freeze> freezes = List.of();
    private List<Schedule> attended = List.of();
    private Instant attendedAt = Instant.MIN;
    private Instant nothingOpensUntil = Instant.MIN;

    private Permits(Supplier<MachineId> machine, GateChecks gates, Attendance attendance) {
        this.machine = machine;
        this.gates = gates;
        this.attendance = attendance;
    }

    /**
     * Those of a machine.
     *
     * @param machine asked once there is a window: splay goes by it
     * @param root of the file system that is read
     * @param environments where free disk counts
     * @param attendance a file of its own, to know missed windows by
     * @param boot names the boot that the machine runs in
     */
    public static Permits of(
            Supplier<MachineId> machine,
            Path root,
            Path environments,
            ComputePrograms programs,
            Path attendance,
            String boot) {
        return new Permits(machine, new GateChecks(root, environments, programs), new Attendance(attendance, boot));
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
     * The machine is here, and these are all of its schedules; whoever says so each time before it asks knows which
     * windows were missed. Only the engine's thread does.
     *
     * @return when the next window of them opens; empty where none does
     */
    public Optional<Instant> attend(Collection<Schedule> schedules, Instant now) {
        List<Schedule> windowed = schedules.stream()
                .filter(schedule -> !schedule.isAnyTime())
                .distinct()
                .toList();
        if (windowed.isEmpty()) {
            return Optional.empty();
        }
        if (!windowed.equals(attended) || now.isBefore(attendedAt) || !now.isBefore(nothingOpensUntil)) {
            attendance.note(windowed, machine.get(), now);
            attended = windowed;
            nothingOpensUntil = windowed.stream()
                    .map(schedule -> openings(schedule).at(now).until())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
        attendedAt = now;
        return windowed.stream()
                .flatMap(schedule -> next(schedule, now).stream())
                .min(Comparator.naturalOrder());
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
        if (moment.asksForAWindow() && !schedule.isAnyTime()) {
            Openings.Answer windows = openings(schedule).at(now);
            if (windows.open().isEmpty()) {
                return outside(schedule, windows, moment, waited, now);
            }
        }
        return gated(schedule.gates(), moment, waited, now);
    }

    /** The same for what is to be proved on GPUs: it does not begin while no program can compute on them. */
    public Permission askForGpus(Schedule schedule, Moment moment, Duration waited, Instant now)
            throws InterruptedException {
        Permission permission = ask(schedule, moment, waited, now);
        return permission instanceof Permission.Granted && moment.needsGpus()
                ? gates.driver(now)
                        .<Permission>map(driver -> new Permission.Held(List.of(driver), now.plus(LOOK_AGAIN)))
                        .orElse(permission)
                : permission;
    }

    private Permission gated(Gates asked, Moment moment, Duration waited, Instant now) throws InterruptedException {
        List<Hindrance> closed = gates.closed(asked, moment, waited, now);
        return closed.isEmpty() ? new Permission.Granted() : new Permission.Held(closed, now.plus(LOOK_AGAIN));
    }

    /** No window is open; one that was missed may have something to stand in for it. */
    private Permission outside(Schedule schedule, Openings.Answer windows, Moment moment, Duration waited, Instant now)
            throws InterruptedException {
        Optional<StandIn> found = attendance.standIn(openings(schedule), now);
        if (found.isEmpty()) {
            return new Permission.Held(List.of(outside(windows, "", now)), windows.until());
        }
        StandIn standIn = found.get();
        if (standIn instanceof StandIn.Booted booted) {
            attendance.begin(booted, booted.at());
        }
        if (standIn.window().missed() == Missed.NEXT_BOOT) {
            return gated(schedule.gates(), moment, waited, now);
        }
        Permission permission = whileIdle(schedule, windows, standIn.missed(), now);
        if (standIn instanceof StandIn.OnceIdle && permission instanceof Permission.Granted) {
            attendance.begin(standIn, now);
        }
        return permission;
    }

    private Permission whileIdle(Schedule schedule, Openings.Answer windows, Opening missed, Instant now)
            throws InterruptedException {
        return switch (gated(schedule.gates().whileIdle(), Moment.BEGIN, Duration.ZERO, now)) {
            case Permission.Granted granted -> granted;
            case Permission.Held(var closed, var until) -> {
                String instead =
                        "; in place of that of " + missed.opens() + ", which it missed, it begins while it is idle";
                yield new Permission.Held(
                        Stream.concat(Stream.of(outside(windows, instead, now)), closed.stream())
                                .toList(),
                        until);
            }
        };
    }

    private static Hindrance hindrance(Freeze freeze, Instant now) {
        String detail = "group " + freeze.group() + " is frozen until " + freeze.until()
                + (freeze.reason() == null ? "" : ": " + freeze.reason());
        return new Hindrance(Reason.FROZEN, detail, now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Hindrance outside(Openings.Answer windows, String instead, Instant now) {
        String detail =
                windows.next().map(next -> "its window opens " + next.opens()).orElse("its window never opens again");
        return new Hindrance(Reason.OUTSIDE_WINDOW, detail + instead, now.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * When the night began that it is, or that was last: what was done since then is not done in it again. Where there
     * is no window, every day has one.
     */
    public Instant night(Schedule schedule, Instant now) {
        if (schedule.isAnyTime()) {
            return now.minus(DAY);
        }
        Openings openings = openings(schedule);
        return openings.at(now)
                .open()
                .or(() -> schedule.windows().stream()
                        .flatMap(window -> openings.lastClosed(window, now).stream())
                        .max(Comparator.comparing(Opening::opens)))
                .map(Opening::opens)
                .orElse(Instant.MIN);
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

package io.lamplighter.agent.schedule;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Openings;
import io.lamplighter.api.schedule.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Says whether changes may begin; nothing but the schedule, the time and who the machine is decides. */
public final class Permits {
    /** Schedules of the past are forgotten with the rest once there are so many. */
    private static final int MOST_SCHEDULES = 64;

    private final Supplier<MachineId> machine;
    private final Map<Schedule, Openings> known = new ConcurrentHashMap<>();

    /** @param machine asked once there is a window: splay goes by it */
    public Permits(Supplier<MachineId> machine) {
        this.machine = machine;
    }

    /** Whether a change may begin now. */
    public Permission ask(Schedule schedule, Instant now) {
        if (schedule.isAnyTime()) {
            return new Permission.Granted();
        }
        Openings.Answer windows = openings(schedule).at(now);
        if (windows.open().isPresent()) {
            return new Permission.Granted();
        }
        String detail =
                windows.next().map(next -> "its window opens " + next.opens()).orElse("its window never opens again");
        return new Permission.Held(
                List.of(new Hindrance(Reason.OUTSIDE_WINDOW, detail, now.truncatedTo(ChronoUnit.SECONDS))),
                windows.until());
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

package io.lamplighter.controller.wake;

import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.Window.Wake;
import io.lamplighter.api.wire.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** When a machine is woken for windows; pure, from what it is told to have. */
final class WakeTime {
    /** For starting up; a machine's own clock wakes it as long before. */
    static final Duration EARLIER = Duration.ofMinutes(3);

    private final MachineId machine;
    private final Assignment assignment;

    WakeTime(MachineId machine, Assignment assignment) {
        this.machine = machine;
        this.assignment = assignment;
    }

    /** What wakes it; a packet, where one window asks for that and another for its own clock. */
    Wake by() {
        return Stream.of(Wake.LAN, Wake.RTC)
                .filter(by -> schedules(by).findAny().isPresent())
                .findFirst()
                .orElse(Wake.NONE);
    }

    /** The window for which it is to be there now: the one that opened last, or is about to; closed ones are not. */
    Optional<Opening> current(Instant now) {
        return schedules(Wake.LAN)
                .flatMap(schedule -> schedule.lastUpTo(now.plus(EARLIER), machine).stream())
                .filter(opening -> opening.closes().isAfter(now))
                .max(Comparator.comparing(Opening::opens));
    }

    /** The next for which it is woken after now. */
    Optional<Opening> next(Wake by, Instant now) {
        return schedules(by)
                .flatMap(schedule -> schedule.nextAfter(now.plus(EARLIER), machine).stream())
                .min(Comparator.comparing(Opening::opens));
    }

    /** Why nothing would happen there at a time, so that nobody is to wake it; empty where something would. */
    Optional<String> rest(Instant time) {
        Hold hold = assignment.hold();
        if (hold != null && !hold.isOver(time)) {
            return Optional.of("it is held until " + hold.until());
        }
        return Objects.requireNonNullElse(assignment.freezes(), List.<Freeze>of()).stream()
                .filter(freeze -> freeze.isInForce(time))
                .max(Comparator.comparing(Freeze::until))
                .map(freeze -> "group " + freeze.group() + " is frozen until " + freeze.until());
    }

    private Stream<Schedule> schedules(Wake by) {
        return assignment.environments().stream()
                .flatMap(each -> Stream.ofNullable(each.schedule()))
                .map(schedule -> schedule.waking(by))
                .filter(schedule -> !schedule.isAnyTime())
                .distinct();
    }
}

package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.controller.manifest.UrgencyStore.Urgent;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import io.lamplighter.controller.placement.Wishes.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When machines may change: what groups say, what operators froze and what they could not wait for. */
final class Timing {
    private final List<Freeze> freezes;
    private final Map<EnvironmentName, Long> urgent;

    Timing(List<Freeze> freezes, List<Urgent> urgent, Instant now) {
        this.freezes =
                freezes.stream().filter(freeze -> freeze.until().isAfter(now)).toList();
        this.urgent = urgent.stream().collect(toMap(Urgent::name, Urgent::specRevision));
    }

    /** Of what something can hold back. */
    Map<EnvironmentName, Schedule> schedules(ForLabels wanted) {
        Map<EnvironmentName, Schedule> schedules = new TreeMap<>();
        wanted.all().forEach(wish -> {
            Schedule schedule = of(wish);
            if (!schedule.isEmpty()) {
                schedules.put(wish.name(), schedule);
            }
        });
        return schedules;
    }

    /** A machine that may be in a frozen group is frozen. */
    List<Freeze> freezes(ForLabels wanted) {
        return freezes.stream()
                .filter(freeze -> wanted.groups().contains(freeze.group()))
                .toList();
    }

    private Schedule of(Wish wish) {
        boolean now = Long.valueOf(wish.specRevision()).equals(urgent.get(wish.name()));
        return now ? wish.schedule().hurried() : wish.schedule();
    }
}

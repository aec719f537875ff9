package io.lamplighter.controller.night;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a night begins that nobody said more about. */
final class Evening {
    private static final LocalTime BEGIN = LocalTime.of(18, 0);

    private Evening() {}

    /** Six in the evening of the day before, whatever the time of day. */
    static Instant before(Instant time, ZoneName zone) {
        ZoneId rules = zone.zone();
        return time.atZone(rules)
                .toLocalDate()
                .minusDays(1)
                .atTime(BEGIN)
                .atZone(rules)
                .toInstant();
    }

    /** The zone that most windows of groups are in; of several as many the first by name. */
    static Optional<ZoneName> zone(Stream<Group> groups) {
        return groups
                .flatMap(group -> group.spec().schedule().windows().stream())
                .map(Window::zone)
                .collect(Collectors.groupingBy(zone -> zone, Collectors.counting()))
                .entrySet()
                .stream()
                .min(Comparator.<Map.Entry<ZoneName, Long>>comparingLong(count -> -count.getValue())
                        .thenComparing(count -> count.getKey().text()))
                .map(Map.Entry::getKey);
    }
}

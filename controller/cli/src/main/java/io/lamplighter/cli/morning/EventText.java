package io.lamplighter.cli.morning;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events as people read them. */
final class EventText {
    private EventText() {}

    static Table table(List<FleetEvent> events) {
        Table table = Table.of("TIME", "REASON", "MACHINE", "ENVIRONMENT", "WHAT");
        events.forEach(event -> table.row(
                Quantity.instant(event.at()), reason(event), event.machine(), event.environment(), what(event)));
        return table;
    }

    /** One line of an endless list, which cannot know how wide its columns are to be. */
    static String line(FleetEvent event) {
        return Stream.of(
                        Quantity.instant(event.at()),
                        event.reason().label(),
                        event.machine() == null ? "" : event.machine().value(),
                        event.environment() == null ? "" : event.environment().value(),
                        what(event))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Cell reason(FleetEvent event) {
        return new Cell(event.reason().label(), tone(event.reason()));
    }

    /** {@code torch 2.9.1 cu126 -> torch 2.10.0 cu126}, the uuid of a GPU, or a signature, before what is said. */
    private static String what(FleetEvent event) {
        String change = Stream.of(event.from() == null ? "" : event.from(), event.to() == null ? "" : event.to())
                .filter(side -> !side.isEmpty())
                .collect(Collectors.joining(" -> "));
        return Stream.of(
                        change,
                        event.signature() == null ? "" : event.signature().value(),
                        event.detail())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }

    private static Tone tone(EventReason reason) {
        return switch (reason) {
            case MACHINE_STALE, GPU_LOST, DRIVER_BLOCKED, REJECTED, RUN_FAILED, LOCK_REFUSED -> Tone.BAD;
            case DRIFTED, HELD, FROZEN, RETIRING, WAKE_FAILED, RELEASE_DENIED -> Tone.CAUTION;
            case RUN_ACTIVATED, MACHINE_RETURNED, DRIVER_WORKING -> Tone.GOOD;
            case MACHINE_ENROLLED,
                    MACHINE_DELETED,
                    GPU_FOUND,
                    WAKE_SENT,
                    MANIFEST_APPLIED,
                    MANIFEST_DELETED,
                    ASSIGNMENT_CHANGED,
                    RELEASED,
                    UNFROZEN,
                    RUN_STARTED,
                    RUN_ENDED,
                    LOCK_UPLOADED,
                    REFRESH_ORDERED,
                    REFRESH_ENDED,
                    RELEASE_ALLOWED,
                    UNKNOWN -> Tone.PLAIN;
        };
    }
}

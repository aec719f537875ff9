package io.lamplighter.api.night;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.night.Night.Lost;
import io.lamplighter.api.night.Night.Lost.Kind;
import io.lamplighter.api.night.NightFacts.Absence;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is gone at the end of a night; what came back in it is not told. */
final class Losses {
    private static final Said MACHINE =
            new Said(Kind.MACHINE, "not heard of any more", "look whether it is on, has a network, and its agent runs");
    private static final Said MACHINE_BEFORE = new Said(Kind.MACHINE, "not heard of since before", null);

    private final Map<String, FleetEvent> open = new LinkedHashMap<>();

    private record Said(Kind kind, String what, @Nullable String remedy) {}

    private Losses() {}

    static List<Lost> of(NightFacts facts) {
        Losses losses = new Losses();
        facts.events().forEach(losses::follow);
        Groups<Said> groups = new Groups<>();
        for (FleetEvent event : losses.open.values()) {
            if (event.machine() != null) {
                groups.add(said(event), event.machine());
            }
        }
        facts.absences().stream()
                .filter(Absence::expected)
                .forEach(absence -> groups.add(
                        absence.since().isBefore(facts.since()) ? MACHINE_BEFORE : MACHINE, absence.machine()));
        return groups.lines((said, on) -> new Lost(said.kind(), said.what(), said.remedy(), on)).stream()
                .sorted(Comparator.comparing(Lost::kind))
                .toList();
    }

    private void follow(FleetEvent event) {
        String machine = event.machine() == null ? "" : event.machine().value();
        switch (event.reason()) {
            case GPU_LOST -> open.put(machine + " " + event.from(), event);
            case GPU_FOUND -> open.remove(machine + " " + event.to());
            case DRIVER_BLOCKED -> open.put(machine, event);
            case DRIVER_WORKING -> open.remove(machine);
            case MACHINE_DELETED ->
                open.values()
                        .removeIf(lost ->
                                lost.machine() != null && lost.machine().value().equals(machine));
            default -> {
                // takes nothing away and brings nothing back
            }
        }
    }

    private static Said said(FleetEvent event) {
        return event.reason() == EventReason.GPU_LOST
                ? new Said(Kind.GPU, event.detail(), event.remedy())
                : new Said(Kind.DRIVER, event.detail(), "`lamp doctor` on the machine says what to do");
    }
}

package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.controller.generation.KeepStore.Kept;
import io.lamplighter.controller.generation.RollbackStore.Pinned;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators want of generations on single machines, read once for a walk: they are few. */
final class GenerationWishes {
    private final Map<Place, Pinned> pinned;
    private final Map<Place, List<Kept>> kept;

    GenerationWishes(List<Pinned> pinned, List<Kept> kept) {
        this.pinned =
                pinned.stream().collect(toMap(each -> new Place(each.machine(), each.environment()), each -> each));
        this.kept = kept.stream().collect(groupingBy(each -> new Place(each.machine(), each.environment())));
    }

    private record Place(MachineId machine, EnvironmentName environment) {}

    Optional<Pinned> pinned(MachineId machine, EnvironmentName environment) {
        return Optional.ofNullable(pinned.get(new Place(machine, environment)));
    }

    /** It is over: nothing of this walk is to know it. */
    void forget(Pinned over) {
        pinned.remove(new Place(over.machine(), over.environment()));
    }

    /** Tells a machine of them. */
    AssignedEnvironment on(MachineId machine, AssignedEnvironment assigned) {
        List<Assignment.Kept> stay = kept.getOrDefault(new Place(machine, assigned.name()), List.of()).stream()
                .map(each -> new Assignment.Kept(
                        each.generation().generation(), each.generation().until()))
                .toList();
        AssignedEnvironment told = stay.isEmpty() ? assigned : assigned.keeping(stay);
        return pinned(machine, assigned.name())
                .map(each -> told.pinnedTo(each.rollback().generation()))
                .orElse(told);
    }

    /** What is told, for the digest of an assignment; empty where nothing is. */
    String content(MachineId machine, EnvironmentName environment) {
        Place place = new Place(machine, environment);
        String pin = pinned(machine, environment)
                .map(each -> " " + each.rollback().generation())
                .orElse("");
        return kept.containsKey(place) ? pin + " " + kept.get(place) : pin;
    }
}

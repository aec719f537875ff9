package io.lamplighter.controller.placement;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.view.MachineGroups.Conflict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the groups of a machine say of something that they give it.
 *
 * @param groups at least one, the one that decides first
 */
record Giving(List<Group> groups) {
    Giving {
        groups = List.copyOf(groups);
    }

    /** When it may change: the group that decides says so. */
    Schedule schedule() {
        return groups.getFirst().spec().schedule();
    }

    /** What becomes of drift: only told of where every group wants no more. */
    Mode mode() {
        return enforcing().isPresent() ? Mode.ENFORCE : Mode.REPORT;
    }

    List<GroupName> names() {
        return groups.stream().map(Group::name).toList();
    }

    /** In what they differ, and what holds. */
    List<Conflict> conflicts() {
        Group first = groups.getFirst();
        return Stream.of(
                        conflict(
                                "mode",
                                enforcing().orElse(first),
                                spec -> spec.mode().label()),
                        conflict("window", first, spec -> windows(spec.schedule())),
                        conflict("gates", first, spec -> gates(spec.schedule())))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Conflict> conflict(String setting, Group decides, Function<Group.Spec, String> said) {
        String holds = said.apply(decides.spec());
        List<GroupName> others = groups.stream()
                .filter(group -> !said.apply(group.spec()).equals(holds))
                .map(Group::name)
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(new Conflict(setting, holds, decides.name(), others));
    }

    private Optional<Group> enforcing() {
        return groups.stream()
                .filter(group -> group.spec().mode() == Mode.ENFORCE)
                .findFirst();
    }

    private static String windows(Schedule schedule) {
        return schedule.isAnyTime()
                ? "at any time"
                : Wire.write(schedule.windows())
                        + (schedule.blackout().isEmpty() ? "" : " but " + Wire.write(schedule.blackout()));
    }

    private static String gates(Schedule schedule) {
        return schedule.gates().isEmpty() ? "none" : Wire.write(schedule.gates());
    }
}

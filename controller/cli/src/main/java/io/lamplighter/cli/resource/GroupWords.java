package io.lamplighter.cli.resource;

import static java.util.stream.Collectors.joining;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.MachineGroups.Conflict;
import io.lamplighter.api.view.MachineGroups.Given;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Tone;
import java.util.List;
import java.util.stream.Stream;

/** Which group decides about what, as people read it. */
final class GroupWords {
    private GroupWords() {}

    /** {@code room=b12}, {@code fact/gpu=Tesla T4}; a computed one that the machine lacks is left out. */
    static List<Cell> labels(MachineGroups groups) {
        return groups.labels().stream()
                .filter(label -> label.values() == null || !label.values().isEmpty())
                .map(label -> label.values() == null
                        ? new Cell(label.name() + " is not known: the driver does not answer", Tone.CAUTION)
                        : new Cell(label.name() + "=" + String.join(", ", label.values()), Tone.PLAIN))
                .toList();
    }

    static List<Cell> memberships(MachineGroups groups) {
        return groups.groups().stream()
                .map(member -> {
                    String words = member.group() + " ("
                            + (member.selector().isEmpty() ? "every machine" : member.selector())
                            + (member.priority() == 0 ? "" : "; priority " + member.priority()) + ")";
                    return member.certain()
                            ? new Cell(words, Tone.PLAIN)
                            : new Cell(words + ": not known; it keeps what it has of it", Tone.CAUTION);
                })
                .toList();
    }

    static List<Cell> given(MachineGroups groups) {
        return groups.environments().stream()
                .map(given -> new Cell(given.environment() + " by " + by(given), Tone.PLAIN))
                .toList();
    }

    static Cell given(MachineGroups groups, EnvironmentName environment) {
        return groups.environments().stream()
                .filter(given -> given.environment().equals(environment))
                .findFirst()
                .map(given -> new Cell(by(given), Tone.PLAIN))
                .orElseGet(() -> new Cell("none gives it any more", Tone.CAUTION));
    }

    private static String conflict(Conflict conflict) {
        return conflict.setting() + ": " + conflict.value() + ", as " + conflict.by() + " says; otherwise "
                + conflict.others().stream().map(GroupName::value).collect(joining(", "));
    }

    /** The one that decides first. */
    private static String by(Given given) {
        String first = given.groups().getFirst().value();
        String others = given.groups().stream().skip(1).map(GroupName::value).collect(joining(", "));
        return Stream.concat(
                        Stream.of(others.isEmpty() ? first : first + ", which decides; also by " + others),
                        Stream.concat(
                                given.mode() == Group.Mode.REPORT
                                        ? Stream.of("drift is only told of (mode: report)")
                                        : Stream.empty(),
                                given.conflicts().stream().map(GroupWords::conflict)))
                .collect(joining("; "));
    }
}

package io.lamplighter.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScrapeLabelsTest {
    @Test
    void carriesTheLabelsOfTheMachineUnderNamesThatPrometheusTakes() {
        assertThat(ScrapeLabels.of(machine(Map.of("room", "b12", "lab.example-rack", "3"), null), List.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "machine", "ws-1",
                        "__meta_lamplighter_label_room", "b12",
                        "__meta_lamplighter_label_lab_example_rack", "3"));
    }

    /** Whatever the order in which a database or a map gives them. */
    @Test
    void takesOfNamesThatFallTogetherTheFirst() {
        Map<String, String> labels = Map.of("a_b", "third", "a.b", "second", "a-b", "first");

        assertThat(ScrapeLabels.of(machine(labels, null), List.of()))
                .containsEntry("__meta_lamplighter_label_a_b", "first");
    }

    @Test
    void doesNotTakeALabelForWhatTheGroupsSay() throws ManifestException {
        Map<String, String> own = Map.of("availability", "always", "groups", "mine");

        assertThat(ScrapeLabels.of(machine(own, null), List.of()))
                .containsEntry("__meta_lamplighter_label_availability", "always")
                .doesNotContainKeys("__meta_lamplighter_availability", "__meta_lamplighter_groups");
        assertThat(ScrapeLabels.of(
                        machine(own, new Availability(Availability.Kind.BEST_EFFORT, null)),
                        List.of(group("exam", ""))))
                .containsEntry("__meta_lamplighter_availability", "bestEffort")
                .containsEntry("__meta_lamplighter_groups", ",exam,");
    }

    @Test
    void listsGroupsInTheOrderInWhichTheyDecideAndTheirOwnersOnceEach() throws ManifestException {
        List<Group> groups = List.of(
                group("exam", "owner: Grace Hopper"),
                group("anybody", ""),
                group("teaching", "owner: \"Lovelace, Ada\""),
                group("more-teaching", "owner: Grace Hopper"));

        assertThat(ScrapeLabels.of(machine(Map.of(), null), groups))
                .containsEntry("__meta_lamplighter_groups", ",exam,anybody,teaching,more-teaching,")
                .containsEntry("__meta_lamplighter_group_owners", ",Grace Hopper,Lovelace Ada,");
    }

    @Test
    void saysNothingOfOwnersWhereNoGroupNamesOne() throws ManifestException {
        assertThat(ScrapeLabels.of(machine(Map.of(), null), List.of(group("anybody", "ticket: T-1"))))
                .doesNotContainKey("__meta_lamplighter_group_owners");
    }

    private static Machine machine(Map<String, String> labels, @Nullable Availability availability) {
        return new Machine(
                new MachineId("0199a0c2-0000-7000-8000-000000000001"),
                new MachineName("ws-1"),
                Sha256.of("token"),
                labels,
                "0.1.0",
                null,
                Sha256.of("facts"),
                Sha256.of("planning"),
                Instant.EPOCH,
                availability,
                null);
    }

    private static Group group(String name, String annotations) throws ManifestException {
        return (Group) ManifestReader.read("group.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s, annotations: {%s}}
                spec: {selector: {}, environments: []}
                """.formatted(name, annotations))
                .getFirst();
    }
}

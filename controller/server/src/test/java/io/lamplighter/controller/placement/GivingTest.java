package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.view.MachineGroups.Conflict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivingTest {
    private static final String NIGHT = "window: {cron: \"0 2 * * *\", zone: Europe/Berlin, duration: 3h}";

    @Test
    void isDecidedByPriorityThenByWhatIsAskedThenByName() throws ManifestException {
        assertThat(giving(
                                group("b", "{}", ""),
                                group("a", "{}", ""),
                                group("special", "{room: b12, spare: {exists: false}}", ""),
                                group("room", "{room: b12}", ""),
                                group("urgent", "{}", "priority: 1"))
                        .names())
                .extracting(Object::toString)
                .containsExactly("urgent", "special", "room", "a", "b");
    }

    @Test
    void hasNoConflictWhereAllSayTheSame() throws ManifestException {
        Giving giving = giving(group("a", "{}", NIGHT), group("b", "{}", "priority: 3, " + NIGHT));

        assertThat(giving.conflicts()).isEmpty();
        assertThat(giving.mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void onlyTellsWhereAllSaySo() throws ManifestException {
        Giving all = giving(group("a", "{}", "mode: report"), group("b", "{}", "mode: report"));
        Giving one = giving(group("a", "{}", "mode: report"), group("b", "{}", ""));

        assertThat(all.mode()).isEqualTo(Mode.REPORT);
        assertThat(one.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(one.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.setting()).isEqualTo("mode");
            assertThat(conflict.value()).isEqualTo("enforce");
            assertThat(conflict.by()).hasToString("b");
            assertThat(conflict.others()).extracting(Object::toString).containsExactly("a");
        });
    }

    @Test
    void saysWhoseWindowAndGatesHold() throws ManifestException {
        Giving giving = giving(group("everyone", "{}", NIGHT), group("room", "{room: b12}", "gates: {users: none}"));

        assertThat(giving.schedule().isAnyTime()).isTrue();
        assertThat(giving.conflicts())
                .extracting(
                        Conflict::setting,
                        Conflict::value,
                        conflict -> conflict.by().value())
                .containsExactly(
                        tuple("window", "at any time", "room"), tuple("gates", "{\"users\":\"none\"}", "room"));
    }

    private static Giving giving(Group... groups) {
        List<Group> sorted = new ArrayList<>(List.of(groups));
        sorted.sort(Precedence.ORDER);
        return new Giving(sorted);
    }

    private static Group group(String name, String selector, String more) throws ManifestException {
        return (Group)
                ManifestReader.read("group.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: %s}
                spec: {selector: %s, environments: [torch]%s}
                """.formatted(name, selector, more.isEmpty() ? "" : ", " + more))
                        .getFirst();
    }
}

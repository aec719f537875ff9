package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows on their way from a group to a machine, and back to whoever asks why it waits. */
@QuarkusTest
class WindowsTest {
    private static final Schedule NIGHTLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"),
                    new ZoneName("Europe/Berlin"),
                    new TimeSpan("3h"),
                    new TimeSpan("45m"))),
            List.of(),
            Gates.NONE);

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Test
    void tellsAMachineWhenItMayChange() {
        Operator.apply(windowed("window: {cron: \"0 2 * * *\", zone: Europe/Berlin, duration: 3h, splay: 45m}"));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        Assignment assignment = agent.assignment();

        assertThat(assignment.environments().getFirst().schedule()).isEqualTo(NIGHTLY);
        Operator.placement(agent.name(), environment)
                .body("window.opens", notNullValue())
                .body("window.closes", notNullValue());
    }

    @Test
    void tellsOfAWindowThatAloneChanged() {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        Assignment before = agent.assignment();

        Operator.apply(windowed("window: {cron: \"0 2 * * *\", zone: Europe/Berlin, duration: 3h, splay: 45m}"));
        Assignment windowed = agent.assignment();
        Operator.apply(windowed("toolkits: []"));
        Assignment after = agent.assignment();

        assertThat(before.environments().getFirst().schedule()).isNull();
        assertThat(windowed.environments().getFirst().schedule()).isEqualTo(NIGHTLY);
        assertThat(windowed.revision()).isGreaterThan(before.revision());
        assertThat(after.environments().getFirst().schedule()).isNull();
        Operator.placement(agent.name(), environment).body("window", nullValue());
    }

    @Test
    void saysWhatAMachineWaitsFor() {
        Operator.apply(windowed("window: {cron: \"0 2 * * *\", zone: Europe/Berlin, duration: 3h, splay: 45m}"));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        agent.send(TestAgent.waiting(
                environment,
                agent.plan(environment),
                new Hindrance(Reason.OUTSIDE_WINDOW, "its window opens tonight", Instant.EPOCH)));

        Operator.placement(agent.name(), environment)
                .body("phase", equalTo("Pending"))
                .body("phaseDetail", equalTo("its window opens tonight"))
                .body("run.waiting[0].since", equalTo("1970-01-01T00:00:00Z"));
    }

    private String windowed(String window) {
        return Operator.environmentForRoom(environment, "numpy", room) + "  " + window + "\n";
    }
}

package io.lamplighter.controller.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.wire.RebootClaim;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines that ask whether they may boot. */
@QuarkusTest
class RebootsTest {
    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");

    @Test
    void letsNoMoreOfAGroupGoThanItSays() {
        apply("  reboot: whenIdle\n");
        TestAgent first = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        TestAgent second = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        claim(first).statusCode(200).body("granted", equalTo(true));
        claim(first).body("granted", equalTo(true));
        claim(second)
                .body("granted", equalTo(false))
                .body("detail", containsString(first.name() + " is away"))
                .body("detail", containsString("maxUnavailable: 1"));
        first.request().delete("/agent/v1/reboots").then().statusCode(204);

        claim(second).body("granted", equalTo(true));
    }

    @Test
    void letsTwoGoWhereTheGroupSaysSo() {
        apply("  reboot: whenIdle\n  maxUnavailable: 2\n");
        TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        claim(TestAgent.enrolledIn(room, TestFacts.withoutGpu())).body("granted", equalTo(true));
        claim(TestAgent.enrolledIn(room, TestFacts.withoutGpu())).body("granted", equalTo(true));
        claim(TestAgent.enrolledIn(room, TestFacts.withoutGpu())).body("granted", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            50%, 2
            99%, 3
            1%,  1
            """)
    void letsAShareOfTheGroupGoRoundedDownButNeverNobody(String share, int most) {
        apply("  reboot: whenIdle\n  maxUnavailable: " + share + "\n");
        List<TestAgent> agents = Stream.generate(() -> TestAgent.enrolledIn(room, TestFacts.withoutGpu()))
                .limit(4)
                .toList();

        List<Boolean> granted = agents.stream()
                .map(agent -> claim(agent).extract().<Boolean>path("granted"))
                .toList();

        assertThat(granted).filteredOn(yes -> yes).hasSize(most);
        claim(agents.getLast())
                .body("granted", equalTo(false))
                .body("detail", containsString("maxUnavailable: " + share + ", which is " + most));
    }

    @Test
    void tellsAMachineWhenItMay() {
        apply("  reboot: inWindow\n  window: {cron: \"0 2 * * *\", zone: UTC, duration: 3h}\n");
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        assertThat(agent.assignment().reboot()).satisfies(terms -> {
            assertThat(terms.group()).isEqualTo(new GroupName(environment));
            assertThat(terms.when()).isEqualTo(Group.Reboot.IN_WINDOW);
            assertThat(terms.schedule().windows()).hasSize(1);
        });
    }

    @Test
    void neverLetsAMachineGoByDefault() {
        apply("");
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        assertThat(agent.assignment().reboot()).isNull();
        claim(agent).statusCode(409).body("detail", containsString("no group lets this machine boot"));
    }

    private void apply(String more) {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room) + more);
    }

    private static ValidatableResponse claim(TestAgent agent) {
        return agent.request()
                .contentType("application/json")
                .body(Wire.write(new RebootClaim("a package asks for it")))
                .post("/agent/v1/reboots")
                .then();
    }
}

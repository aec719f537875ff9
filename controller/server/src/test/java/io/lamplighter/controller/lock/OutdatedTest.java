package io.lamplighter.controller.lock;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is behind its sources; over HTTP, with a package index that tells times. */
@QuarkusTest
class OutdatedTest {
    private final OnePackage lantern = new OnePackage();
    private TestAgent agent;

    @BeforeEach
    void haveAMachineThatUsesALock() {
        lantern.apply("patch");
        agent = TestAgent.enrolledIn(lantern.room(), TestFacts.withoutGpu());
        lantern.activate(agent, lantern.solve(agent, false, "2.4.1"));
    }

    @AfterEach
    void close() {
        lantern.close();
    }

    @Test
    void saysWhatIsBehindAndWhyItStays() {
        lantern.offer("2.4.1", "2.4.2", "2.5.0");

        outdated("environment", lantern.environment())
                .statusCode(200)
                .body("compared", equalTo(1))
                .body("unread", hasSize(0))
                .body("behind", hasSize(1))
                .body("behind[0].name", equalTo(lantern.name()))
                .body("behind[0].machines", equalTo(1))
                .body("behind[0].locked", equalTo("2.4.1"))
                .body("behind[0].newest", equalTo("2.5.0"))
                .body("behind[0].allowed", equalTo("2.4.2"))
                .body("behind[0].why", equalTo("Update"))
                .body("behind[0].detail", equalTo("update: patch"));
    }

    @Test
    void neverCallsUpToDateWhatItCouldNotRead() {
        lantern.goAway();

        outdated("environment", lantern.environment())
                .statusCode(200)
                .body("compared", equalTo(0))
                .body("behind", hasSize(0))
                .body("unread[0].name", equalTo(lantern.name()))
                .body("unread[0].because", containsString("127.0.0.1"));
    }

    @Test
    void takesAPageThatListsNothingForOneThatCannotBeRead() {
        lantern.offer();

        outdated("environment", lantern.environment())
                .body("compared", equalTo(0))
                .body("unread[0].because", containsString("it lists no file of it"));
    }

    @Test
    void saysThatNothingMovesWhatIsPinned() {
        lantern.apply("pinned");
        lantern.offer("2.4.1", "2.4.2");

        outdated("environment", lantern.environment())
                .body("behind[0].allowed", nullValue())
                .body("behind[0].detail", equalTo("update: pinned"));
    }

    @Test
    void saysThatTheLastUpdateFailed() {
        lantern.offer("2.4.1", "2.4.2");
        lantern.claim(agent, true).body("answer", equalTo("solve"));
        lantern.failToRefresh(agent);

        outdated("environment", lantern.environment())
                .body("behind[0].why", equalTo("Failed"))
                .body(
                        "behind[0].detail",
                        equalTo("the last update failed on " + agent.name() + ": RESOLVER_NO_CANDIDATE:numpy"));
    }

    @Test
    void looksAtTheMachinesOfAGroupAlone() {
        lantern.offer("2.4.1", "2.4.2");
        String other = Operator.unique("other");
        Operator.apply(Operator.group(other, Operator.unique("room"), lantern.environment()));

        outdated("group", lantern.environment()).body("behind.newest", equalTo(List.of("2.4.2")));
        outdated("group", other).body("compared", equalTo(0));
        outdated("group", other + "x").statusCode(404).body("remedy", containsString(other));
        outdated("environment", lantern.environment() + "x").statusCode(404);
    }

    private static ValidatableResponse outdated(String parameter, String value) {
        return Operator.request()
                .queryParam(parameter, value)
                .get("/api/v1/outdated")
                .then();
    }
}

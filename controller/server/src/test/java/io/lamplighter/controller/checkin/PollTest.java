package io.lamplighter.controller.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PollTest {
    private final String room = Operator.unique("room");
    private TestAgent agent;

    @BeforeEach
    void enrol() {
        agent = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
    }

    @Test
    void tellsAMachineWithoutEnvironmentsWhichSourcesToLookAt() {
        agent.poll(null)
                .then()
                .statusCode(200)
                .header("Lamplighter-Poll-Interval", "60")
                .header("Lamplighter-Send-Facts", nullValue())
                .body("sources.name", contains("pytorch", "pypi"))
                .body("environments", empty());
    }

    @Test
    void answersAnUnchangedPollWithoutABody() {
        String tag = agent.poll(null).header("ETag");

        Response answer = agent.poll(tag);

        answer.then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Lamplighter-Poll-Interval", "60")
                .header("Lamplighter-Send-Facts", nullValue());
        assertThat(answer.asString()).isEmpty();
    }

    @Test
    void asksForFactsThatItDoesNotHave() {
        String tag = agent.poll(null).header("ETag");
        String known = Sha256.of(Wire.write(TestFacts.withoutGpu())).hex();
        String other = Sha256.of(Wire.write(TestFacts.withKernel("6.1.0-2"))).hex();

        assertThat(sendFacts(tag, known)).isNull();
        assertThat(sendFacts(tag, other)).isEqualTo("true");
        assertThat(sendFacts("\"another\"", other)).isEqualTo("true");

        agent.put(TestFacts.withKernel("6.1.0-2"));

        assertThat(sendFacts(tag, other)).isNull();
        assertThat(sendFacts(tag, known)).isEqualTo("true");
    }

    @Test
    void recordsWhatAnAgentAcceptsWithoutChangingItsTag() {
        String tag = agent.poll(null).header("ETag");

        Response answer = agent.request()
                .header("If-None-Match", tag)
                .header(AgentApi.ACCEPTS, "1;createEnvironment")
                .get("/agent/v1/assignment");

        answer.then().statusCode(304).header("ETag", tag);
    }

    @Test
    void refusesFactsThatAreNone() {
        agent.request()
                .contentType("application/json")
                .body("{\"gpus\":[]}")
                .put("/agent/v1/facts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unreadable"));
    }

    @Test
    void answersABodyThatIsTooLongWithAProblem() {
        agent.request()
                .contentType("application/json")
                .body("x".repeat(5 * 1024 * 1024))
                .put("/agent/v1/facts")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/payload-too-large"));
    }

    /** Many polls run while manifests change; after each acknowledged change no poll may be told that nothing did. */
    @Test
    void neverAnswersWithATagThatIsOlderThanAnAcknowledgedChange() throws Exception {
        String environment = Operator.unique("numpy");
        AtomicReference<String> tag = new AtomicReference<>(agent.poll(null).header("ETag"));
        AtomicBoolean going = new AtomicBoolean(true);
        List<Integer> staleRounds = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> pollers = Stream.generate(() -> executor.submit(() -> pollWhile(going, tag)))
                    .limit(4)
                    .toList();

            try {
                for (int round = 0; round < 20; round++) {
                    Operator.apply(Operator.environmentForRoom(environment, "\"numpy==2.0." + round + "\"", room));
                    Response answer = agent.poll(tag.get());
                    if (answer.statusCode() != 200) {
                        staleRounds.add(round);
                    }
                    tag.set(answer.header("ETag"));
                }
            } finally {
                going.set(false);
            }

            for (Future<Long> poller : pollers) {
                assertThat(poller.get()).isPositive();
            }
        }
        assertThat(staleRounds).isEmpty();
    }

    private long pollWhile(AtomicBoolean going, AtomicReference<String> tag) {
        long polls = 0;
        while (going.get()) {
            assertThat(agent.poll(tag.get()).statusCode()).isIn(200, 304);
            polls++;
        }
        return polls;
    }

    private String sendFacts(String tag, String digest) {
        return agent.request()
                .header("If-None-Match", tag)
                .header(AgentApi.FACTS, digest)
                .get("/agent/v1/assignment")
                .header(AgentApi.SEND_FACTS);
    }
}

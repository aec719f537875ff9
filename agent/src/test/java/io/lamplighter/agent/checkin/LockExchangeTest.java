package io.lamplighter.agent.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.AgentUnderTest;
import io.lamplighter.agent.execution.Grant;
import io.lamplighter.agent.execution.ProvedLock;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.api.wire.Enrolment;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over the real client. */
@QuarkusTest
@WithTestResource(AgentUnderTest.class)
class LockExchangeTest {
    private static final Instant SOON = Instant.parse("2026-11-23T15:00:00Z");
    private static final PlanId PLAN = new PlanId(Sha256.of("plan").hex());
    private static final Claim CLAIM = new Claim(new EnvironmentName("science"), PLAN, "3.11");
    private static final LockDocument LOCK = LockDocument.of(new Lock(Lock.FORMAT, "3.11", "as asked", List.of()));

    @TempDir
    Path folder;

    private FakeController controller;
    private ControllerApi client;
    private IdentityFile identity;
    private String bearer;
    private LockSpool spool;
    private LockExchange exchange;
    private LockUpload upload;

    @BeforeEach
    void enrol() throws IOException {
        controller = new FakeController();
        client = QuarkusRestClientBuilder.newBuilder().baseUri(controller.url()).build(ControllerApi.class);
        identity = new IdentityFile(folder.resolve("identity.json"), new SecureRandom());
        StoredIdentity created = identity.loadOrCreate();
        bearer = created.bearer();
        identity.save(created.enrolledAs(client.enrol(new Enrolment(
                new MachineName("lab-7"), FakeController.JOIN_TOKEN, created.tokenDigest(), "0.1.0", facts()))));
        restart();
    }

    @AfterEach
    void stopController() {
        controller.close();
    }

    @Test
    void isToldToSolve() throws Exception {
        controller.answerClaims(new ClaimAnswer.Solve(41, SOON));

        Grant grant = exchange.claim(CLAIM, null);

        assertThat(grant).isEqualTo(new Grant.Solve(41));
        assertThat(controller.claims()).containsExactly(CLAIM);
    }

    @Test
    void waitsForWhoeverMaySolveWhereThisMachineMayNot() throws Exception {
        controller.answerClaims(new ClaimAnswer.Unproved(Duration.ofSeconds(90)));

        Grant grant = exchange.claim(CLAIM, null);

        assertThat(grant)
                .isEqualTo(new Grant.Later(
                        Duration.ofSeconds(90),
                        "no machine of its class has proved this plan, and this one cannot: its policy does not allow"
                                + " uv"));
    }

    @Test
    void isToldWhomToWaitFor() throws Exception {
        controller.answerClaims(new ClaimAnswer.Wait(Duration.ofSeconds(90), new MachineName("lab-1"), SOON));

        Grant grant = exchange.claim(CLAIM, null);

        assertThat(grant)
                .isEqualTo(new Grant.Later(
                        Duration.ofSeconds(90), "machine lab-1 solves this plan first, until 2026-11-23T15:00:00Z"));
    }

    @Test
    void fetchesALockThatTheMachineDoesNotHave() throws Exception {
        controller.answerClaims(new ClaimAnswer.Install(LOCK.digest()));
        controller.have(LOCK);

        Grant fetched = exchange.claim(CLAIM, null);
        Grant known = exchange.claim(CLAIM, LOCK);

        assertThat(List.of(fetched, known)).containsOnly(new Grant.Install(LOCK));
        assertThat(controller.fetchedLocks()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            404, Alone
            409, Later
            401, Away
            429, Away
            503, Away
            """)
    void knowsWhatARefusalMeans(int status, String grant) throws Exception {
        controller.refuseClaims(status);

        assertThat(exchange.claim(CLAIM, null).getClass().getSimpleName()).isEqualTo(grant);
    }

    @Test
    void isAloneWithAControllerOfBefore() throws Exception {
        assertThat(exchange.claim(CLAIM, null)).isEqualTo(new Grant.Alone("the controller knows no locks"));
    }

    @Test
    void knowsThatNobodyAnswers() throws Exception {
        controller.goAway();

        assertThat(exchange.claim(CLAIM, null)).isInstanceOf(Grant.Away.class);
    }

    @Test
    void asksNobodyBeforeTheMachineIsEnrolled() throws Exception {
        Files.delete(folder.resolve("identity.json"));

        assertThat(exchange.claim(CLAIM, null)).isEqualTo(new Grant.Alone("this machine is not enrolled"));
        assertThat(folder.resolve("identity.json")).doesNotExist();
    }

    @Test
    void stopsWhenItsThreadIsStopped() {
        controller.answerClaims(new ClaimAnswer.Solve(41, SOON));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> exchange.claim(CLAIM, null)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void bringsALockThroughAnOutageAndARestartOnce() throws IOException {
        ProvedLock proved = new ProvedLock(PLAN, 41, LOCK);
        controller.goAway();
        exchange.proved(proved);
        assertThatException().isThrownBy(() -> upload.send(bearer));
        restart();
        controller.comeBack();

        upload.send(bearer);
        upload.send(bearer);

        assertThat(controller.locks()).containsExactly(proved);
        assertThat(folder.resolve("locks")).isEmptyDirectory();
    }

    @Test
    void keepsALockThatTheControllerCannotTakeNow() throws IOException {
        exchange.proved(new ProvedLock(PLAN, 41, LOCK));
        controller.refuseLocks(503);
        upload.send(bearer);
        controller.refuseLocks(0);

        upload.send(bearer);

        assertThat(controller.locks()).hasSize(1);
    }

    @Test
    void givesUpALockThatTheControllerNeverTakes() throws IOException {
        exchange.proved(new ProvedLock(PLAN, 41, LOCK));
        controller.refuseLocks(409);

        upload.send(bearer);

        assertThat(spool.due()).isEmpty();
        assertThat(folder.resolve("locks")).isEmptyDirectory();
    }

    @Test
    void startsInSpiteOfADamagedLock() throws IOException {
        Files.writeString(folder.resolve("locks/" + PLAN.value() + ".json"), "{\"plan\": ");

        restart();

        assertThat(spool.due()).isEmpty();
        assertThat(folder.resolve("locks")).isEmptyDirectory();
    }

    private void restart() throws IOException {
        spool = new LockSpool(folder.resolve("locks"));
        exchange = new LockExchange(client, identity, spool);
        upload = new LockUpload(client, spool);
    }

    private static MachineFacts facts() {
        return new MachineFacts(
                new MachineFacts.Host(
                        "lab-7", "linux", "Debian", "6.1", "x86_64", "2.36", "a processor", 8, 32_000, null),
                new CudaState.Absent(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}

package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.generation.RollbackRequest;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.LockApi;
import io.lamplighter.controller.peers.AlteredReport;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Shelf;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One machine solves and proves, the others get what it proved; over HTTP, with a package index. */
@QuarkusTest
class SharedLockTest {
    private static final String WHEEL = "numpy-2.4.1-py3-none-any.whl";
    private static final Sha256 CONTENT = Sha256.of("the wheel");

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private final Shelf shelf = new Shelf();
    private TestAgent first;
    private TestAgent second;
    private PlanId plan;

    @BeforeEach
    void haveTwoMachinesWithOnePlan() {
        shelf.list("numpy", WHEEL, CONTENT);
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room)
                + """
                ---
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %s}
                spec: {type: pypi, url: "%s", replaces: pypi, selector: {room: %s}}
                """.formatted(Operator.unique("shelf"), shelf.url(), room));
        first = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        second = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        plan = first.plan(environment);
        assertThat(second.plan(environment)).isEqualTo(plan);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void letsOneMachineSolveAndGivesTheOthersWhatItProved() {
        LockDocument lock = lock("pypi", CONTENT);

        long epoch = appoint(first);
        claim(second)
                .statusCode(200)
                .body("answer", equalTo("wait"))
                .body("pathfinder", equalTo(first.name()))
                .body("askAgain", equalTo("PT1M"));
        put(first, epoch, lock).statusCode(204);

        claim(second).statusCode(200).body("answer", equalTo("install")).body("lock", equalTo(text(lock)));
        second.request()
                .queryParam("digest", text(lock))
                .get("/agent/v1/locks/{plan}", plan.value())
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo(lock.json()));
        Operator.request()
                .get("/api/v1/locks/{plan}", plan.value())
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].pathfinder", equalTo(first.name()))
                .body("[0].platform.python", equalTo("3.11"))
                .body("[0].json", equalTo(lock.json()));
    }

    @Test
    void appointsNoMachineThatMaySolveNothing() {
        claim(first, false).statusCode(200).body("answer", equalTo("unproved")).body("askAgain", equalTo("PT1M"));

        put(second, appoint(second), lock("pypi", CONTENT)).statusCode(204);

        claim(first, false).body("answer", equalTo("install"));
    }

    @Test
    void takesTheSameAgainAndNothingElse() {
        long epoch = appoint(first);
        put(first, epoch, lock("pypi", CONTENT)).statusCode(204);

        put(first, epoch, lock("pypi", CONTENT)).statusCode(204);
        put(first, epoch, LockDocument.of(lockOf("2.4.0", "pypi", CONTENT)))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/conflict"));
    }

    @Test
    void takesNothingFromAMachineThatIsNotAppointed() {
        LockDocument lock = lock("pypi", CONTENT);
        put(first, 1, lock).statusCode(409);
        long epoch = appoint(first);

        put(second, epoch, lock).statusCode(409).body("detail", containsString("not appointed"));
        put(first, epoch - 1, lock).statusCode(409);
        put(TestAgent.named("nobody"), epoch, lock).statusCode(401);

        claim(second).body("answer", equalTo("wait"));
    }

    @Test
    void appointsAnotherWhenTheRunOfTheFirstFails() {
        long before = appoint(first);
        first.send(first.report(environment, plan, 1, RunState.FAILED, RunOutcome.FAILED));

        long epoch = appoint(second);

        put(first, before, lock("pypi", CONTENT)).statusCode(409);
        put(second, epoch, lock("pypi", CONTENT)).statusCode(204);
    }

    @Test
    void refusesAFileThatItsSourceHasOtherwise() {
        long epoch = appoint(first);

        put(first, epoch, lock("pypi", Sha256.of("another wheel")))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/lock-refused"))
                .body("detail", containsString(WHEEL + " has SHA-256 " + CONTENT));
        put(first, epoch, LockDocument.of(lockOf("2.4.0", "pypi", CONTENT)))
                .statusCode(422)
                .body("detail", containsString("numpy-2.4.0-py3-none-any.whl is not listed at " + shelf.url()));

        claim(second).body("answer", equalTo("solve"));
        claim(third()).body("answer", equalTo("wait"));
    }

    @Test
    void refusesWhatThePlanDoesNotHave() {
        long epoch = appoint(first);

        put(first, epoch, lock("pytorch", CONTENT))
                .statusCode(422)
                .body("detail", containsString("numpy comes from pytorch, where the plan has nothing of it"));
        put(first, epoch, LockDocument.of(new Lock(Lock.FORMAT, "3.11", "as asked", List.of())))
                .statusCode(422)
                .body("detail", containsString("its stages are []"));
        put(first, epoch, LockDocument.of(new Lock(Lock.FORMAT, "3.12", "as asked", List.of())))
                .statusCode(422)
                .body("detail", containsString("Python 3.12"));
    }

    @Test
    void refusesATextThatIsNotTheOneOfItsDigest() {
        long epoch = appoint(first);
        LockDocument lock = lock("pypi", CONTENT);

        put(first, epoch, text(lock), lock.json().replace("numpy", "mumpy"))
                .statusCode(400)
                .body("type", equalTo("/problems/unreadable"));
        put(first, epoch, Sha256.of("{}").hex(), "{}").statusCode(400);
        first.request()
                .contentType("application/json")
                .header(LockApi.EPOCH, epoch)
                .body("{}")
                .put("/agent/v1/locks/{plan}", plan.value())
                .then()
                .statusCode(400)
                .body("detail", containsString("digest"));
    }

    @Test
    void saysThatASourceDoesNotAnswerAndTakesTheLockLater() {
        long epoch = appoint(first);
        shelf.goAway();

        put(first, epoch, lock("pypi", CONTENT))
                .statusCode(503)
                .body("type", equalTo("/problems/source-unreachable"))
                .body("detail", containsString(shelf.url()))
                .body("remedy", containsString("lamplighter.locks.ask-sources"));
        shelf.comeBack();

        put(first, epoch, lock("pypi", CONTENT)).statusCode(204);
    }

    @Test
    void letsNobodyWaitForALockThatCannotBeCompared() {
        long epoch = appoint(first);
        shelf.goAway();
        put(first, epoch, lock("pypi", CONTENT)).statusCode(503);

        appoint(second);
        appoint(third());
        shelf.comeBack();
        put(second, appoint(second), lock("pypi", CONTENT)).statusCode(204);

        claim(first).body("answer", equalTo("install"));
    }

    @Test
    void takesAFileWhoseHashNoPageTells() {
        shelf.list("numpy", WHEEL);

        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);
    }

    @Test
    void answersNoClaimOfAPlanThatIsNotAssigned() {
        Operator.apply(Operator.environment(environment, "\"numpy<3\""));

        claim(first)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("is not what this machine should have"));
        claim(TestAgent.named("nobody")).statusCode(401);
    }

    @Test
    void letsAMachineSolveForItselfThatCannotRunTheFilesOfTheFirst() {
        TestAgent old = TestAgent.enrolledIn(room, withGlibc("2.31"));
        assertThat(old.plan(environment)).isEqualTo(plan);
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);

        put(old, appoint(old), lock("pypi", CONTENT)).statusCode(204);

        claim(TestAgent.enrolledIn(room, withGlibc("2.40"))).body("answer", equalTo("install"));
    }

    @Test
    void keepsNoLeaseForAMachineThatIsDeleted() {
        appoint(first);

        Operator.request()
                .delete("/api/v1/machines/{name}", first.name())
                .then()
                .statusCode(204);

        appoint(second);
    }

    @Test
    void findsALockByTheFirstDigitsOfItsPlan() {
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);

        locks(plan.abbreviated()).statusCode(200).body("plan", equalTo(List.of(plan.value())));
        locks("0".repeat(12))
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"))
                .body("detail", equalTo("there is no plan 000000000000"));
        locks("torch").statusCode(404);
    }

    @Test
    void letsAMachineSolveAnewAndGivesTheOthersWhatItProved() {
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);
        refresh(first).body("answer", equalTo("current")).body("why", containsString("pinned"));
        update("patch");
        assertThat(first.plan(environment)).isEqualTo(plan);

        long epoch = refresh(first)
                .body("answer", equalTo("solve"))
                .body("limits.from", equalTo(text(lock("pypi", CONTENT))))
                .body("limits.bounds[0].versions", equalTo(">=2.4.1,<2.5"))
                .extract()
                .jsonPath()
                .getLong("epoch");
        refresh(second).body("answer", equalTo("current")).body("why", containsString(first.name()));
        shelf.list("numpy", WHEEL.replace("2.4.1", "2.4.2"), CONTENT);
        put(first, epoch, LockDocument.of(lockOf("2.5.0", "pypi", CONTENT)))
                .statusCode(422)
                .body("detail", containsString("numpy 2.5.0 is outside of what this solve may take"));
        epoch = refresh(first).extract().jsonPath().getLong("epoch");
        LockDocument next = LockDocument.of(lockOf("2.4.2", "pypi", CONTENT));
        put(first, epoch, next).statusCode(204);

        assertThat(second.assigned(environment).lock())
                .extracting(AssignedLock::digest)
                .isEqualTo(next.digest());
        claim(second).body("answer", equalTo("install")).body("lock", equalTo(text(next)));
        locks(plan.value()).body("lock", equalTo(List.of(text(next))));
        Operator.request()
                .get("/api/v1/locks/{plan}?history=true", plan.value())
                .then()
                .body("lock", equalTo(List.of(text(lock("pypi", CONTENT)), text(next))));
    }

    @Test
    void letsAMachineGoBackToAnEarlierLockOfItsPlanAndForwardToTheOneInForce() {
        LockDocument before = lock("pypi", CONTENT);
        LockDocument next = refreshed(before);
        activate(first, before, 1);
        activate(first, next, 2);
        tell(first, before, next);
        Operator.placement(first.name(), environment).body("phase", equalTo("Converged"));

        rollback().statusCode(200).body("generation", equalTo(generation(1).value()));
        Operator.placement(first.name(), environment).body("phase", equalTo("Pending"));
        assertThat(first.assigned(environment))
                .returns(plan, AssignedEnvironment::plan)
                .returns(generation(1), AssignedEnvironment::pinned)
                .returns(null, AssignedEnvironment::lock);

        activate(first, before, 1);
        Operator.placement(first.name(), environment).body("phase", equalTo("Converged"));
        first.put(TestFacts.withGpu());
        Operator.request()
                .contentType("application/json")
                .post("/api/v1/environments/{name}/refresh", environment)
                .then()
                .statusCode(200);
        assertThat(first.assigned(environment).pinned()).isEqualTo(generation(1));
        assertThat(second.assigned(environment).pinned()).isNull();

        forward().statusCode(204);
        assertThat(first.assigned(environment))
                .returns(plan, AssignedEnvironment::plan)
                .returns(null, AssignedEnvironment::pinned)
                .extracting(AssignedEnvironment::lock)
                .returns(next.digest(), AssignedLock::digest);
        Operator.placement(first.name(), environment).body("phase", equalTo("Pending"));
    }

    /** What a machine solved anew and proved; it is in force from then on. */
    private LockDocument refreshed(LockDocument before) {
        put(first, appoint(first), before).statusCode(204);
        update("patch");
        long epoch = refresh(first)
                .body("answer", equalTo("solve"))
                .extract()
                .jsonPath()
                .getLong("epoch");
        shelf.list("numpy", WHEEL.replace("2.4.1", "2.4.2"), CONTENT);
        LockDocument next = LockDocument.of(lockOf("2.4.2", "pypi", CONTENT));
        put(first, epoch, next).statusCode(204);
        return next;
    }

    private void activate(TestAgent agent, LockDocument lock, int generation) {
        RunReport report = agent.report(environment, plan, 1, RunState.DONE, RunOutcome.ACTIVATED);
        agent.send(AlteredReport.of(report)
                .generation(generation(generation))
                .lock(lock.digest())
                .made());
    }

    private void tell(TestAgent agent, LockDocument earlier, LockDocument current) {
        agent.tell(new GenerationsReport(
                List.of(new OfEnvironment(
                        new EnvironmentName(environment), List.of(told(2, current, true), told(1, earlier, false)))),
                List.of(),
                0));
    }

    private Generation told(int number, LockDocument lock, boolean current) {
        Instant from = Instant.parse("2026-11-23T12:00:00Z").plusSeconds(number);
        return new Generation(
                generation(number),
                plan,
                lock.digest(),
                "as asked",
                from,
                current,
                from,
                current ? null : from.plusSeconds(1),
                Cause.REFRESH,
                current ? null : Cause.REFRESH,
                4096,
                List.of(),
                0,
                null);
    }

    private GenerationName generation(int number) {
        return new GenerationName(plan.abbreviated() + "-" + number);
    }

    private ValidatableResponse rollback() {
        return Operator.request()
                .contentType("application/json")
                .body(Wire.write(new RollbackRequest(null, "it is slower")))
                .put("/api/v1/machines/{machine}/environments/{environment}/rollback", first.name(), environment)
                .then();
    }

    private ValidatableResponse forward() {
        return Operator.request()
                .delete("/api/v1/machines/{machine}/environments/{environment}/rollback", first.name(), environment)
                .then();
    }

    @Test
    void showsThatARefreshFailedOfAnEnvironmentThatStaysAsItIs() {
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);
        first.activate(environment);
        update("patch");
        refresh(first).body("answer", equalTo("solve"));

        first.send(refreshed(first.report(environment, plan, 1, RunState.FAILED, RunOutcome.FAILED)));

        Operator.placement(first.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("phaseDetail", equalTo("refresh failed: RESOLVER_NO_CANDIDATE:numpy"));
        refresh(first).body("answer", equalTo("current")).body("why", containsString("RESOLVER_NO_CANDIDATE:numpy"));
        refresh(second).body("answer", equalTo("solve"));
    }

    @Test
    void leavesAPlanAloneAfterARefreshThatFoundNothingNew() {
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);
        update("minor");
        refresh(first).body("answer", equalTo("solve"));

        first.send(refreshed(first.report(environment, plan, 1, RunState.DONE, RunOutcome.UNCHANGED)));

        refresh(second).body("answer", equalTo("current")).body("why", containsString("solved it anew"));
        assertThat(second.assigned(environment).lock()).isNull();
    }

    @Test
    void letsNoMachineSolveAnewThatOnlyInstalls() {
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);
        update("minor");

        claim(first, new Claim(new EnvironmentName(environment), plan, "3.11", true, false))
                .body("answer", equalTo("current"))
                .body("why", containsString("only installs what a lock says"));
        refresh(first).body("answer", equalTo("solve"));
    }

    @Test
    void solvesAnewBeforeItsTimeWhenAnOperatorWantsIt() {
        put(first, appoint(first), lock("pypi", CONTENT)).statusCode(204);
        order("{}").statusCode(409).body("remedy", containsString("update: patch, minor or latest"));
        update("minor");
        refresh(first).body("answer", equalTo("solve"));
        first.send(refreshed(first.report(environment, plan, 1, RunState.DONE, RunOutcome.UNCHANGED)));
        refresh(second).body("answer", equalTo("current"));

        order("{\"now\": true}")
                .statusCode(200)
                .body("update", equalTo("minor"))
                .body("cooldown", equalTo("7d"))
                .body("machines", equalTo(2));

        assertThat(second.assigned(environment).refresh()).satisfies(wanted -> {
            assertThat(wanted.ordered()).isPositive();
            assertThat(wanted.hurriedUntil()).isNotNull();
        });
        refresh(second).body("answer", equalTo("solve"));
        second.send(refreshed(second.report(environment, plan, 1, RunState.FAILED, RunOutcome.FAILED)));
        refresh(first).body("answer", equalTo("solve"));
        first.send(refreshed(first.report(environment, plan, 1, RunState.DONE, RunOutcome.UNCHANGED)));
        events("RefreshOrdered").body("items.detail", hasItem(startsWith("at once, until ")));
        events("RefreshEnded")
                .body("items", hasSize(1))
                .body("items[0].machine", equalTo(second.name()))
                .body("items[0].detail", endsWith(", failed: RESOLVER_NO_CANDIDATE:numpy"));
        Operator.request()
                .contentType("application/json")
                .post("/api/v1/environments/{name}/refresh", environment + "x")
                .then()
                .statusCode(404)
                .body("detail", containsString(environment));
    }

    private ValidatableResponse events(String reason) {
        return Operator.request()
                .get("/api/v1/events?environment={name}&reason={reason}", environment, reason)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse order(String body) {
        return Operator.request()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/environments/{name}/refresh", environment)
                .then();
    }

    private RunReport refreshed(RunReport report) {
        return AlteredReport.of(report)
                .refreshing(lock("pypi", CONTENT).digest())
                .made();
    }

    private void update(String policy) {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room)
                .replace("  stages:", "  update: " + policy + "\n  stages:"));
    }

    private ValidatableResponse refresh(TestAgent agent) {
        return claim(agent, new Claim(new EnvironmentName(environment), plan, "3.11").refreshing())
                .statusCode(200);
    }

    private static ValidatableResponse locks(String plan) {
        return Operator.request().get("/api/v1/locks/{plan}", plan).then();
    }

    private TestAgent third() {
        return TestAgent.enrolledIn(room, TestFacts.withoutGpu());
    }

    private long appoint(TestAgent agent) {
        return claim(agent)
                .statusCode(200)
                .body("answer", equalTo("solve"))
                .extract()
                .jsonPath()
                .getLong("epoch");
    }

    private ValidatableResponse claim(TestAgent agent) {
        return claim(agent, true);
    }

    private ValidatableResponse claim(TestAgent agent, boolean solves) {
        return claim(agent, new Claim(new EnvironmentName(environment), plan, "3.11", null, solves));
    }

    static ValidatableResponse claim(TestAgent agent, Claim claim) {
        return agent.request()
                .contentType("application/json")
                .body(Wire.write(claim))
                .post("/agent/v1/claims")
                .then();
    }

    private ValidatableResponse put(TestAgent agent, long epoch, LockDocument lock) {
        return put(agent, epoch, text(lock), lock.json());
    }

    private ValidatableResponse put(TestAgent agent, long epoch, String digest, String json) {
        return agent.request()
                .contentType("application/json")
                .header(LockApi.EPOCH, epoch)
                .queryParam("digest", digest)
                .body(json)
                .put("/agent/v1/locks/{plan}", plan.value())
                .then();
    }

    private static String text(LockDocument lock) {
        return lock.digest().value();
    }

    private static LockDocument lock(String source, Sha256 content) {
        return LockDocument.of(lockOf("2.4.1", source, content));
    }

    private static Lock lockOf(String version, String source, Sha256 content) {
        LockedFile file = new LockedFile("numpy-" + version + "-py3-none-any.whl", content, 9L);
        Placement from =
                source.equals("pypi") ? new Placement(Source.PYPI, null) : new Placement(new SourceName(source), null);
        LockedPackage numpy = new LockedPackage("numpy", version, from, List.of(file));
        return new Lock(
                Lock.FORMAT, "3.11", "as asked", List.of(new LockedStage("all", Installer.PIP, List.of(numpy))));
    }

    private static MachineFacts withGlibc(String glibc) {
        MachineFacts facts = TestFacts.withoutGpu();
        MachineFacts.Host host = facts.host();
        return new MachineFacts(
                new MachineFacts.Host(
                        host.hostName(),
                        host.os(),
                        host.distribution(),
                        host.kernel(),
                        host.architecture(),
                        glibc,
                        host.processor(),
                        host.logicalProcessors(),
                        host.memoryMib(),
                        host.metrics()),
                facts.driver(),
                facts.gpus(),
                facts.interpreters(),
                facts.tools(),
                facts.sources(),
                facts.disk());
    }
}

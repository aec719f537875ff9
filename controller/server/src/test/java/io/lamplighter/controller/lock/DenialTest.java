package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.LockApi;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Shelf;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release that operators deny leaves plans, solves and locks; over HTTP, with a package index. */
@QuarkusTest
class DenialTest {
    private static final Sha256 CONTENT = Sha256.of("the wheel");

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private final String lantern = Operator.unique("lantern");
    private final Shelf shelf = new Shelf();
    private TestAgent first;
    private TestAgent second;
    private PlanId plan;

    @BeforeEach
    void haveTwoMachinesWithOnePlan() {
        apply("pinned");
        first = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        second = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        plan = first.plan(environment);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void leavesADeniedReleaseOutOfSolvesAndRefusesItsLock() {
        deny("2.4.1", false).statusCode(200).body("holders", equalTo(List.of()));

        long epoch = claim(first, false)
                .body("answer", equalTo("solve"))
                .body(
                        "limits.bounds.find { it.installer == 'pip' && it.name == '" + lantern + "' }.versions",
                        equalTo("!=2.4.1"))
                .extract()
                .jsonPath()
                .getLong("epoch");
        put(first, epoch, "2.4.1")
                .statusCode(422)
                .body("detail", containsString(lantern + " 2.4.1 is outside of what this solve may take"));
        put(first, claim(first, false).extract().jsonPath().getLong("epoch"), "2.4.0")
                .statusCode(204);
    }

    @Test
    void refusesALockThatWasSolvedBeforeItsReleaseWasDenied() {
        long epoch = claim(first, false).extract().jsonPath().getLong("epoch");
        deny("2.4.1", false).statusCode(200);

        put(first, epoch, "2.4.1")
                .statusCode(422)
                .body("detail", containsString(lantern + " 2.4.1 is denied: wrong sums"));

        events("LockRefused", first.name()).body("items.detail", hasItem(containsString("is denied: wrong sums")));
    }

    @Test
    void goesBackToWhatWasProvedBeforeAndLooksFirst() {
        LockDocument before = solve(first, false, "2.4.1");
        apply("patch");
        LockDocument bad = solve(first, true, "2.4.2");
        activate(first, bad);
        activate(second, bad);
        assertThat(first.assigned(environment).lock())
                .extracting(AssignedLock::digest)
                .isEqualTo(bad.digest());

        deny("2.4.2", true)
                .statusCode(200)
                .body("holders.machine", equalTo(sorted()))
                .body("holders.then", equalTo(List.of("Back", "Back")))
                .body("holders[0].detail", equalTo("lock " + before.digest().abbreviated()));
        assertThat(first.assigned(environment).lock())
                .extracting(AssignedLock::digest)
                .isEqualTo(bad.digest());
        long revision =
                Objects.requireNonNull(first.assigned(environment).lock()).revision();
        listed().body("denial.release", not(hasItem(lantern + "==2.4.2")));

        deny("2.4.2", false).statusCode(200).body("holders.then", equalTo(List.of("Back", "Back")));

        assertThat(first.assigned(environment).lock()).satisfies(lock -> {
            assertThat(lock.digest()).isEqualTo(before.digest());
            assertThat(lock.revision()).isGreaterThan(revision);
        });
        claim(TestAgent.enrolledIn(room, TestFacts.withoutGpu()), false)
                .body("answer", equalTo("install"))
                .body("lock", equalTo(before.digest().value()));
        second.request()
                .queryParam("digest", bad.digest().value())
                .get("/agent/v1/locks/{plan}", plan.value())
                .then()
                .statusCode(404);
        listed().body("denial.release", hasItem(lantern + "==2.4.2"));
        events("ReleaseDenied", "").body("items.detail", hasItem(lantern + " 2.4.2 is denied: wrong sums"));
        claim(first, true)
                .body("answer", equalTo("solve"))
                .body("limits.from", equalTo(before.digest().value()));
    }

    @Test
    void solvesAnewWhatIsPinnedWhereNothingElseWasProved() {
        LockDocument bad = solve(first, false, "2.4.1");
        activate(first, bad);
        claim(first, true).body("answer", equalTo("current"));

        deny("2.4.1", false)
                .body("holders.machine", equalTo(List.of(first.name())))
                .body("holders.then", equalTo(List.of("Solved")));

        Operator.placement(first.name(), environment)
                .body("phase", equalTo("Converged"))
                .body("phaseDetail", equalTo(lantern + " 2.4.1 denied"));
        assertThat(first.assigned(environment).refresh()).satisfies(refresh -> {
            assertThat(refresh.update()).isEqualTo(Update.PINNED);
            assertThat(refresh.ordered()).isPositive();
        });
        assertThat(second.assigned(environment).refresh()).isNull();
        LockDocument next = solve(first, true, "2.4.0");
        claim(second, false)
                .body("answer", equalTo("install"))
                .body("lock", equalTo(next.digest().value()));
        activate(first, next);
        assertThat(first.assigned(environment).refresh()).isNull();
        Operator.placement(first.name(), environment).body("phaseDetail", equalTo(""));
        deny("2.4.1", false).body("holders", equalTo(List.of()));
    }

    @Test
    void knowsWhoHasItWithoutItsLock() {
        first.send(
                installed(first.report(environment, plan, 1, RunState.DONE, RunOutcome.ACTIVATED), lantern, "2.4.1"));

        deny("2.4.1", true).body("holders.machine", equalTo(List.of(first.name())));
    }

    @Test
    void takesADenialBack() {
        LockDocument lock = solve(first, false, "2.4.1");
        deny("2.4.1", false).statusCode(200);
        claim(second, false).body("answer", equalTo("solve"));

        Operator.request()
                .delete("/api/v1/denials/{release}", lantern + "==2.4.1")
                .then()
                .statusCode(204);

        claim(second, false)
                .body("answer", equalTo("install"))
                .body("lock", equalTo(lock.digest().value()));
        Operator.request()
                .delete("/api/v1/denials/{release}", lantern + "==2.4.1")
                .then()
                .statusCode(409)
                .body("detail", equalTo(lantern + " 2.4.1 is not denied"));
        events("ReleaseAllowed", "").body("items.detail", hasItem(lantern + " 2.4.1 is denied no more"));
    }

    @Test
    void refusesWhatIsNoRelease() {
        deny(lantern + ">=2.4").statusCode(400).body("detail", containsString("write PACKAGE==VERSION"));
    }

    @Test
    void plansAnotherTorchAndKeepsTheOneInUse() {
        String torch = Operator.unique("torch");
        Operator.apply(Operator.environmentForRoom(torch, "torch", room));
        PlanId before = first.activate(torch);
        String chosen = Operator.placement(first.name(), torch).extract().path("candidate");
        String version = chosen.split(" ", -1)[1];
        RunReport report = first.report(torch, before, 1, RunState.DONE, RunOutcome.ACTIVATED);
        first.send(installed(report, "torch", version + "+cpu"));
        try {
            deny("torch==" + version)
                    .statusCode(200)
                    .body("holders.find { it.environment == '" + torch + "' }.then", equalTo("Replanned"));

            assertThat(first.plan(torch)).isNotEqualTo(before);
            Operator.placement(first.name(), torch)
                    .body("planInUse", equalTo(before.value()))
                    .body("candidate", not(equalTo(chosen)))
                    .body(
                            "explanation.candidates.find { it.name == '" + chosen + "' }.because",
                            equalTo("torch " + version + " is denied: wrong sums"));
        } finally {
            Operator.request().delete("/api/v1/denials/{release}", "torch==" + version);
        }
    }

    private static RunReport installed(RunReport report, String name, String version) {
        return new RunReport(
                report.run(),
                report.sequence(),
                report.environment(),
                report.plan(),
                report.state(),
                report.startedAt(),
                report.at(),
                report.stage(),
                report.download(),
                report.candidate(),
                report.outcome(),
                report.failure(),
                report.checks(),
                report.generation(),
                List.of(new InstalledPackage(name, version)),
                report.waiting());
    }

    private List<String> sorted() {
        return List.of(first.name(), second.name()).stream().sorted().toList();
    }

    private void apply(String update) {
        Operator.apply(Operator.environmentForRoom(environment, lantern, room)
                        .replace("  stages:", "  update: " + update + "\n  stages:")
                + """
                ---
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %s}
                spec: {type: pypi, url: "%s", replaces: pypi, selector: {room: %s}}
                """.formatted(lantern, shelf.url(), room));
    }

    private ValidatableResponse deny(String version, boolean dryRun) {
        return Operator.request()
                .contentType("application/json")
                .body("{\"reason\": \"wrong sums\"}")
                .put("/api/v1/denials/{release}?dryRun={dryRun}", lantern + "==" + version, dryRun)
                .then();
    }

    private static ValidatableResponse deny(String release) {
        return Operator.request()
                .contentType("application/json")
                .body("{\"reason\": \"wrong sums\"}")
                .put("/api/v1/denials/{release}", release)
                .then();
    }

    private static ValidatableResponse listed() {
        return Operator.request().get("/api/v1/denials").then().statusCode(200);
    }

    private static ValidatableResponse events(String reason, String machine) {
        return Operator.request()
                .get("/api/v1/events?reason={reason}&machine={machine}", reason, machine)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse claim(TestAgent agent, boolean refresh) {
        Claim claim = new Claim(new EnvironmentName(environment), plan, "3.11", null, true);
        return SharedLockTest.claim(agent, refresh ? claim.refreshing() : claim).statusCode(200);
    }

    /** As the machine that is appointed for it. */
    private LockDocument solve(TestAgent agent, boolean refresh, String version) {
        long epoch = claim(agent, refresh)
                .body("answer", equalTo("solve"))
                .extract()
                .jsonPath()
                .getLong("epoch");
        put(agent, epoch, version).statusCode(204);
        return lock(version);
    }

    private ValidatableResponse put(TestAgent agent, long epoch, String version) {
        shelf.list(lantern, wheel(version), CONTENT);
        LockDocument lock = lock(version);
        return agent.request()
                .contentType("application/json")
                .header(LockApi.EPOCH, epoch)
                .queryParam("digest", lock.digest().value())
                .body(lock.json())
                .put("/agent/v1/locks/{plan}", plan.value())
                .then();
    }

    private void activate(TestAgent agent, LockDocument lock) {
        RunReport report = agent.report(environment, plan, 1, RunState.DONE, RunOutcome.ACTIVATED);
        agent.send(new RunReport(
                report.run(),
                report.sequence(),
                report.environment(),
                report.plan(),
                report.state(),
                report.startedAt(),
                report.at(),
                report.stage(),
                report.download(),
                report.candidate(),
                report.outcome(),
                report.failure(),
                report.checks(),
                report.generation(),
                report.installed(),
                report.waiting(),
                lock.digest(),
                null,
                null));
    }

    private LockDocument lock(String version) {
        LockedPackage locked = new LockedPackage(
                lantern,
                version,
                new Placement(Source.PYPI, null),
                List.of(new LockedFile(wheel(version), CONTENT, 9L)));
        return LockDocument.of(new Lock(
                Lock.FORMAT, "3.11", "as asked", List.of(new LockedStage("all", Installer.PIP, List.of(locked)))));
    }

    private String wheel(String version) {
        return lantern.replace('-', '_') + "-" + version + "-py3-none-any.whl";
    }
}

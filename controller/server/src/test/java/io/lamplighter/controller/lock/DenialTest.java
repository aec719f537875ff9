package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.controller.peers.AlteredReport;
import io.lamplighter.controller.peers.Operator;
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
    private final OnePackage packaged = new OnePackage();
    private final String room = packaged.room();
    private final String environment = packaged.environment();
    private final String lantern = packaged.name();
    private TestAgent first;
    private TestAgent second;
    private PlanId plan;

    @BeforeEach
    void haveTwoMachinesWithOnePlan() {
        packaged.apply("pinned");
        first = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        second = TestAgent.enrolledIn(room, TestFacts.withoutGpu());
        plan = first.plan(environment);
    }

    @AfterEach
    void close() {
        packaged.close();
    }

    @Test
    void leavesADeniedReleaseOutOfSolvesAndRefusesItsLock() {
        deny("2.4.1", false).statusCode(200).body("holders", equalTo(List.of()));

        long epoch = packaged.claim(first, false)
                .body("answer", equalTo("solve"))
                .body(
                        "limits.bounds.find { it.installer == 'pip' && it.name == '" + lantern + "' }.versions",
                        equalTo("!=2.4.1"))
                .extract()
                .jsonPath()
                .getLong("epoch");
        packaged.put(first, epoch, "2.4.1")
                .statusCode(422)
                .body("detail", containsString(lantern + " 2.4.1 is outside of what this solve may take"));
        packaged.put(first, packaged.epoch(first, false), "2.4.0").statusCode(204);
    }

    @Test
    void refusesALockThatWasSolvedBeforeItsReleaseWasDenied() {
        long epoch = packaged.epoch(first, false);
        deny("2.4.1", false).statusCode(200);

        packaged.put(first, epoch, "2.4.1")
                .statusCode(422)
                .body("detail", containsString(lantern + " 2.4.1 is denied: wrong sums"));

        events("LockRefused", first.name()).body("items.detail", hasItem(containsString("is denied: wrong sums")));
    }

    @Test
    void goesBackToWhatWasProvedBeforeAndLooksFirst() {
        LockDocument before = packaged.solve(first, false, "2.4.1");
        packaged.apply("patch");
        LockDocument bad = packaged.solve(first, true, "2.4.2");
        packaged.activate(first, bad);
        packaged.activate(second, bad);
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
        packaged.claim(TestAgent.enrolledIn(room, TestFacts.withoutGpu()), false)
                .body("answer", equalTo("install"))
                .body("lock", equalTo(before.digest().value()));
        second.request()
                .queryParam("digest", bad.digest().value())
                .get("/agent/v1/locks/{plan}", plan.value())
                .then()
                .statusCode(404);
        listed().body("denial.release", hasItem(lantern + "==2.4.2"));
        events("ReleaseDenied", "").body("items.detail", hasItem(lantern + " 2.4.2 is denied: wrong sums"));
        packaged.claim(first, true)
                .body("answer", equalTo("solve"))
                .body("limits.from", equalTo(before.digest().value()));
    }

    @Test
    void solvesAnewWhatIsPinnedWhereNothingElseWasProved() {
        LockDocument bad = packaged.solve(first, false, "2.4.1");
        packaged.activate(first, bad);
        packaged.claim(first, true).body("answer", equalTo("current"));

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
        LockDocument next = packaged.solve(first, true, "2.4.0");
        packaged.claim(second, false)
                .body("answer", equalTo("install"))
                .body("lock", equalTo(next.digest().value()));
        packaged.activate(first, next);
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
        LockDocument lock = packaged.solve(first, false, "2.4.1");
        deny("2.4.1", false).statusCode(200);
        packaged.claim(second, false).body("answer", equalTo("solve"));

        Operator.request()
                .delete("/api/v1/denials/{release}", lantern + "==2.4.1")
                .then()
                .statusCode(204);

        packaged.claim(second, false)
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
        return AlteredReport.of(report)
                .installed(new InstalledPackage(name, version))
                .made();
    }

    private List<String> sorted() {
        return List.of(first.name(), second.name()).stream().sorted().toList();
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
}

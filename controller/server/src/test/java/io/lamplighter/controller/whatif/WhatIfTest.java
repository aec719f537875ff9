package io.lamplighter.controller.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.api.view.WhatIf.Effects;
import io.lamplighter.api.view.WhatIf.Outcome;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.peers.Crowd;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Plannings;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.catalog.Catalog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Other tests' machines are answered for as well: only this one's environment is looked at. */
@QuarkusTest
class WhatIfTest {
    private static final Gpu PASCAL = new Gpu("GPU-1", "NVIDIA GeForce GTX 1080", new ComputeCapability(6, 1), 8_192);

    private static final long CUDA_13 = 5_200_000_000L;

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("torch");

    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    @Test
    void saysWhichMachinesGetWhichNewPlanAndStoresNothing() {
        TestAgent modern = TestAgent.enrolledIn(room, TestFacts.withGpu());
        Operator.apply(environment("torch==2.10.*"));
        PlanId plan = modern.activate(environment);

        WhatIf answer = ask(environment("torch==2.11.*"));

        assertThat(outcomes(answer, Effect.REPLANNED)).singleElement().satisfies(outcome -> {
            assertThat(outcome.before()).startsWith("torch 2.10.");
            assertThat(outcome.after()).startsWith("torch 2.11.");
            assertThat(outcome.who().machines()).isEqualTo(1);
            assertThat(outcome.who().examples()).containsExactly(new MachineName(modern.name()));
            assertThat(outcome.who().facts()).isEqualTo(TestFacts.withGpu().planning());
            assertThat(outcome.lackingDisk()).isEqualTo(new WhatIf.LackingDisk(0, List.of(), 1));
        });
        assertThat(modern.plan(environment)).isEqualTo(plan);
        Operator.request().get("/api/v1/environments/" + environment).then().body("revision", equalTo(1));
    }

    @Test
    void saysWhichMachinesLackTheDiskForWhatTheyWouldBuild() {
        TestAgent roomy = TestAgent.enrolledIn(room, TestFacts.withRoom(CUDA_13, TestFacts.withGpu()));
        TestAgent full = TestAgent.enrolledIn(room, TestFacts.withRoom(CUDA_13 - 1, TestFacts.withGpu()));
        TestAgent older = TestAgent.enrolledIn(room, TestFacts.withRoom(null, TestFacts.withGpu()));
        Operator.apply(environment("torch==2.11.*"));
        List.of(roomy, full, older).forEach(agent -> agent.activate(environment));

        WhatIf answer = ask(environment("torch==2.13.*"));

        assertThat(outcomes(answer, Effect.REPLANNED)).singleElement().satisfies(outcome -> {
            assertThat(outcome.who().machines()).isEqualTo(3);
            assertThat(outcome.diskBytes()).isEqualTo(CUDA_13);
            assertThat(outcome.lackingDisk())
                    .isEqualTo(new WhatIf.LackingDisk(1, List.of(new MachineName(full.name())), 1));
        });
        assertThat(answer.effects())
                .filteredOn(effects -> effects.effect() == Effect.REPLANNED)
                .singleElement()
                .satisfies(effects -> assertThat(effects.lackingDisk()).isPositive());

        full.put(TestFacts.withRoom(CUDA_13, TestFacts.withGpu()));
        older.put(TestFacts.withRoom(0L, TestFacts.withGpu()));

        assertThat(outcomes(ask(environment("torch==2.13.*")), Effect.REPLANNED))
                .extracting(Outcome::lackingDisk)
                .containsExactly(new WhatIf.LackingDisk(1, List.of(new MachineName(older.name())), 0));
    }

    @Test
    void saysNothingOfDiskWhereNothingIsBuiltOrItsSizeIsNotKnown() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withRoom(0L, TestFacts.withGpu()));
        Operator.apply(environment("torch==2.13.*"));
        agent.activate(environment);

        assertThat(outcomes(ask(environment("torch==2.13.*")), Effect.STAYS))
                .extracting(Outcome::lackingDisk)
                .containsOnlyNulls();
        assertThat(outcomes(ask(environment("torch==2.6.*")), Effect.REPLANNED))
                .singleElement()
                .returns(null, Outcome::diskBytes)
                .returns(null, Outcome::lackingDisk);
    }

    @Test
    void plansNothingAnewForAnotherFreeDisk() {
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withRoom(CUDA_13, TestFacts.withGpu()));
        Operator.apply(environment("torch"));
        agent.poll(null);
        String tag = agent.poll(null).header("ETag");
        double before = Plannings.count();

        agent.put(TestFacts.withRoom(0L, TestFacts.withGpu()));

        agent.poll(tag).then().statusCode(304);
        assertThat(Plannings.count()).isEqualTo(before);
    }

    @Test
    void saysWhichMachinesBecomeUnplannableAndWhatWouldWork() {
        TestAgent old = TestAgent.enrolledIn(room, TestFacts.withGpus(PASCAL));
        Operator.apply(environment("torch==2.6.*"));
        String before = Operator.placement(old.name(), environment).extract().path("candidate");

        WhatIf answer = ask(environment("torch==2.15.*"));

        assertThat(answer.count(Effect.UNPLANNABLE)).isPositive();
        assertThat(outcomes(answer, Effect.UNPLANNABLE)).singleElement().satisfies(outcome -> {
            assertThat(outcome.before()).isEqualTo(before).startsWith("torch 2.6.");
            assertThat(outcome.after()).isNull();
            assertThat(outcome.reasons()).extracting(Reason::message).isNotEmpty();
            assertThat(outcome.nearest()).isNotNull();
        });
    }

    @Test
    void tellsWhatWasRejectedBeforeApartFromWhatBecomesSo() {
        TestAgent.enrolledIn(room, TestFacts.withBrokenDriver());
        Operator.apply(environment("torch==2.10.*"));

        WhatIf answer = ask(environment("torch==2.11.*"));

        assertThat(outcomes(answer, Effect.UNPLANNABLE)).isEmpty();
        assertThat(outcomes(answer, Effect.STILL_UNPLANNABLE))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reasons())
                        .extracting(Reason::id)
                        .containsExactly("driver.version_mismatch"));
    }

    @Test
    void saysWhatStaysBecauseItIsInUseAndWhatWouldBePlannedAnew() {
        Operator.apply(environment("torch"));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        agent.activate(environment);
        agent.put(TestFacts.withoutGpu());

        WhatIf answer = ask(new WhatIfRequest(null, changedCatalog()));

        assertThat(outcomes(answer, Effect.STAYS)).singleElement().satisfies(outcome -> {
            assertThat(outcome.before()).contains(" cu");
            assertThat(outcome.after()).endsWith(" cpu");
        });
        assertThat(answer.catalogVersion())
                .isEqualTo(Catalog.read(changedCatalog()).version());
    }

    @Test
    void saysSoAlsoWhereAnotherEnvironmentIsAskedAbout() {
        Operator.apply(environment("torch"));
        TestAgent agent = TestAgent.enrolledIn(room, TestFacts.withGpu());
        agent.activate(environment);
        agent.put(TestFacts.withoutGpu());

        WhatIf answer = ask(Operator.environment(Operator.unique("other"), "numpy"));

        assertThat(outcomes(answer, Effect.STAYS))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.after()).endsWith(" cpu"));
    }

    @Test
    void saysWhoWouldLoseAnEnvironmentAndWhoNeverBeganIt() {
        TestAgent has = TestAgent.enrolledIn(room, TestFacts.withGpu());
        TestAgent never = TestAgent.enrolledIn(room, TestFacts.withBrokenDriver());
        Operator.apply(environment("torch"));
        has.activate(environment);

        WhatIf answer = ask(Operator.group(environment, room + "-with-a-slip", environment));

        assertThat(outcomes(answer, Effect.LOST))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.who().examples()).containsExactly(new MachineName(has.name())));
        assertThat(outcomes(answer, Effect.WITHDRAWN))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.who().examples()).containsExactly(new MachineName(never.name())));
    }

    @Test
    void plansANewEnvironmentForMachinesThatNeverHadIt() {
        TestAgent.enrolledIn(room, TestFacts.withGpu());
        TestAgent.enrolledIn(room, TestFacts.fresh());

        WhatIf answer = ask(environment("torch"));

        assertThat(outcomes(answer, Effect.GIVEN)).singleElement().satisfies(outcome -> {
            assertThat(outcome.before()).isNull();
            assertThat(outcome.after()).startsWith("torch ");
        });
        assertThat(outcomes(answer, Effect.UNDECIDED))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reasons())
                        .extracting(Reason::message)
                        .singleElement()
                        .asString()
                        .startsWith("sources unknown"));
        Operator.request().get("/api/v1/environments/" + environment).then().statusCode(404);
    }

    @Test
    void changesNothingWhereTheManifestsSayTheSame() {
        TestAgent.enrolledIn(room, TestFacts.withGpu());
        Operator.apply(environment("torch"));

        WhatIf answer = ask(environment("torch"));

        assertThat(answer.effects())
                .filteredOn(effects -> !outcomes(answer, effects.effect()).isEmpty())
                .extracting(Effects::effect)
                .containsExactly(Effect.STAYS);
        assertPlannings(0, () -> ask(environment("torch")));
    }

    @Test
    void asksWhatHoldsTogetherTogether() {
        TestAgent modern = TestAgent.enrolledIn(room, TestFacts.withGpu());
        TestAgent.enrolledIn(room, TestFacts.withGpus(PASCAL));
        Operator.apply(environment("torch"));
        String alone = Operator.placement(modern.name(), environment).extract().path("candidate");

        WhatIf answer = ask(environment("torch").replace("  stages:", "  versions: same\n  stages:"));

        assertThat(outcomes(answer, Effect.REPLANNED))
                .filteredOn(outcome -> alone.equals(outcome.before()))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.after()).isNotEqualTo(alone);
                    assertThat(outcome.who().examples()).containsExactly(new MachineName(modern.name()));
                });
    }

    @Test
    void looksAtTheCardsThatAreListed() {
        String uuid = "GPU-" + Operator.unique("card");
        TestAgent owner = TestAgent.enrolledIn(
                room, TestFacts.withGpus(new Gpu(uuid, "NVIDIA RTX A4000", new ComputeCapability(8, 6), 16_384)));
        TestAgent other = TestAgent.enrolledIn(room, TestFacts.withGpu());
        Operator.apply(environment("torch"));

        WhatIf answer = ask(environment("torch").replace("  stages:", "  gpus: [" + uuid + "]\n  stages:"));

        assertThat(outcomes(answer, Effect.UNPLANNABLE))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.who().examples()).containsExactly(new MachineName(other.name())));
        // the same build, proved on that card alone
        assertThat(outcomes(answer, Effect.REPLANNED))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.who().examples()).containsExactly(new MachineName(owner.name())));
    }

    @Test
    void tellsTheLargestGroupsAndHowManyAreLeftOut() {
        Crowd.enrol(storage, machines, room, 300, 12);
        Operator.apply(environment("torch==2.10.*"));
        var question = new WhatIfRequest(environment("torch==2.11.*"), null);

        WhatIf answer = read(post(question, 5));

        Effects replanned = answer.effects().stream()
                .filter(effects -> effects.effect() == Effect.REPLANNED)
                .findFirst()
                .orElseThrow();
        assertThat(replanned.placements()).isEqualTo(300);
        assertThat(replanned.outcomes()).hasSize(5);
        assertThat(replanned.outcomesLeftOut()).isEqualTo(7);
        assertThat(replanned.outcomes())
                .extracting(outcome -> -outcome.who().machines())
                .isSorted();
        assertThat(replanned.outcomes().getFirst().who().examples()).hasSizeLessThanOrEqualTo(5);
        assertPlannings(12, () -> post(question, 5));
    }

    @Test
    void refusesWhatWouldBeRefusedIfItWereApplied() {
        post(new WhatIfRequest(environment("torch").replace("stages", "stagse"), null), 100)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-manifest"))
                .body("problems[0].message", containsString("stages"));
        post(new WhatIfRequest(Operator.group(environment, room, "nobody-has-this"), null), 100)
                .then()
                .statusCode(422)
                .body("problems[0].path", equalTo("/spec/environments/0"));
        Map<String, String> broken = new TreeMap<>(changedCatalog());
        broken.remove("cudnn.yaml");
        broken.put("drivers.yaml", "families: []\n");
        post(new WhatIfRequest(null, broken), 100)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-catalog"))
                .body("problems.file", hasItem("cudnn.yaml"))
                .body("problems.file", hasItem("drivers.yaml"));
        post(new WhatIfRequest(null, null), 100).then().statusCode(400).body("remedy", containsString("manifests"));
    }

    /**
     * Beyond what an answer to any question needs: other tests have left machines of which something is not answered
     * yet. The controller plans for others at times of its own, too: in some answer nothing of that is counted.
     */
    private void assertPlannings(int expected, Runnable question) {
        String nothing = Operator.environmentForRoom(environment + "-not", "\"torch\"", Operator.unique("nowhere"));
        await().untilAsserted(() -> {
            double others = plannings(() -> ask(nothing));
            assertThat(plannings(question) - others).isEqualTo(expected);
        });
    }

    private static double plannings(Runnable question) {
        double before = Plannings.count();
        question.run();
        return Plannings.count() - before;
    }

    private List<Outcome> outcomes(WhatIf answer, Effect effect) {
        return answer.effects().stream()
                .filter(effects -> effects.effect() == effect)
                .flatMap(effects -> effects.outcomes().stream())
                .filter(outcome -> outcome.environment().value().equals(environment))
                .toList();
    }

    private String environment(String packages) {
        return Operator.environmentForRoom(environment, '"' + packages + '"', room);
    }

    private static Map<String, String> changedCatalog() {
        Map<String, String> texts = new TreeMap<>(Catalog.shipped().texts());
        texts.computeIfPresent("drivers.yaml", (_, text) -> text + "# another one\n");
        return texts;
    }

    private static WhatIf ask(String manifests) {
        return ask(new WhatIfRequest(manifests, null));
    }

    private static WhatIf ask(WhatIfRequest request) {
        return read(post(request, 1_000));
    }

    private static Response post(WhatIfRequest request, int limit) {
        return Operator.request()
                .contentType("application/json")
                .queryParam("limit", limit)
                .body(Wire.write(request))
                .post("/api/v1/what-if");
    }

    private static WhatIf read(Response response) {
        try {
            return Wire.mapper()
                    .readValue(response.then().statusCode(200).extract().asString(), WhatIf.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

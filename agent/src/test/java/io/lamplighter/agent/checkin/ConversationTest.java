package io.lamplighter.agent.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.AgentUnderTest;
import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.runlog.RunLogs;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turn by turn over the real client; the agent that runs beside has a controller of its own. */
@QuarkusTest
@WithTestResource(AgentUnderTest.class)
class ConversationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @Inject
    Inventory inventory;

    @TempDir
    Path folder;

    private final List<Assignment> actedOn = new ArrayList<>();
    private final List<List<AvailableSource>> lookedAt = new ArrayList<>();
    private FakeController controller;
    private Path joinToken;
    private FactsDocument facts;
    private final GenerationsOutbox generations = new GenerationsOutbox();
    private Spool spool;
    private LockSpool locks;
    private RunLogs logs;
    private Conversation agent;

    @BeforeEach
    void startAgent() throws IOException {
        controller = new FakeController();
        joinToken = folder.resolve("join-token");
        Files.writeString(joinToken, FakeController.JOIN_TOKEN + "\n");
        await().until(() -> inventory.facts().isPresent());
        facts = inventory.facts().orElseThrow();
        restart(controller.url());
    }

    @AfterEach
    void stopController() {
        controller.close();
    }

    @Test
    void enrolsSendsFactsThenFindsNothingNew() throws IOException {
        Turn first = agent.turn();
        Turn second = agent.turn();
        Turn third = agent.turn();

        assertThat(first).isEqualTo(new Turn.Again());
        assertThat(second).isEqualTo(new Turn.Settled(Duration.ofSeconds(1)));
        assertThat(third).isEqualTo(second);
        assertThat(controller.facts()).containsExactly(facts.json());
        assertThat(controller.pollStatuses()).containsExactly(200, 304, 304);
        assertThat(controller.accepts())
                .containsOnly(
                        "1;createEnvironment,solve,install,solveConda,installConda,unpackToolkit,runToolkitInstaller,"
                                + "proveToolkit,verify,expose");
        assertThat(controller.enrolments())
                .singleElement()
                .satisfies(enrolment -> assertThat(enrolment.name()).isEqualTo(new MachineName("lab-7")));
    }

    @Test
    void keepsItsIdentityToItselfAndOverRestarts() throws IOException {
        agent.turn();
        restart(controller.url());
        agent.turn();

        Path identity = folder.resolve("identity.json");
        assertThat(controller.enrolments()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(identity))
                .contains("lab-7")
                .doesNotContain(controller.enrolments().getFirst().tokenDigest().hex());
    }

    @Test
    void isOneMachineWhenTheAnswerToItsEnrolmentWasLost() throws IOException {
        controller.loseAnswers(1);
        assertThatException().isThrownBy(agent::turn);
        restart(controller.url());

        agent.turn();

        assertThat(controller.enrolments()).hasSizeGreaterThan(1);
        assertThat(controller.machines()).isEqualTo(1);
    }

    @Test
    void saysWhatToDoAboutAWrongJoinTokenAndTakesTheCorrectedOne() throws IOException {
        Files.writeString(joinToken, "mistyped");
        Turn refused = agent.turn();
        Files.writeString(joinToken, FakeController.JOIN_TOKEN);

        Turn taken = agent.turn();

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Turn.Refused.class,
                        turn -> assertThat(turn.message())
                                .contains(joinToken.toString(), "this join token was never made", "lamp token create")
                                .doesNotContain("mistyped"));
        assertThat(taken).isEqualTo(new Turn.Again());
    }

    @Test
    void saysThatThereIsNoJoinToken() throws IOException {
        Files.delete(joinToken);

        assertThat(agent.turn())
                .isInstanceOfSatisfying(
                        Turn.Refused.class,
                        turn -> assertThat(turn.message()).contains(joinToken.toString(), "lamp token create"));
    }

    @Test
    void actsOnAnAssignmentThatIsOnDiskByThen() throws IOException {
        Assignment assignment = assignment(3);
        controller.assign(assignment);

        agent.turn();

        assertThat(actedOn).containsExactly(assignment);
        assertThat(folder.resolve("assignment.json")).hasContent(Wire.write(assignment));
        assertThat(lookedAt).containsExactly(BuiltInSources.all());
    }

    @Test
    void ignoresAnOlderAssignmentUntilANewerComes() throws IOException {
        controller.assign(assignment(5));
        agent.turn();
        controller.assign(assignment(4));
        agent.turn();
        controller.assign(assignment(6));
        agent.turn();

        assertThat(actedOn).extracting(Assignment::revision).containsExactly(5L, 6L);
        assertThat(folder.resolve("assignment.json")).content().contains("\"revision\":6");
    }

    @Test
    void actsOnNoPlanWhoseTextIsNotTheOneOfItsId() throws IOException {
        controller.assign(Wire.write(assignment(3)).replace("python", "pithon"));

        agent.turn();

        assertThat(actedOn).isEmpty();
        assertThat(folder.resolve("assignment.json")).doesNotExist();
    }

    @Test
    void actsOnWhatWasAssignedWhileTheControllerIsAway() throws IOException {
        controller.assign(assignment(3));
        agent.turn();
        controller.close();
        actedOn.clear();
        restart(controller.url());

        assertThatException().isThrownBy(agent::turn);

        assertThat(actedOn).containsExactly(assignment(3));
    }

    @Test
    void putsADamagedAssignmentAsideAndFetchesItAgain() throws IOException {
        controller.assign(assignment(3));
        agent.turn();
        actedOn.clear();
        Files.writeString(folder.resolve("assignment.json"), "{\"revision\": 3, ");
        restart(controller.url());

        agent.turn();

        assertThat(actedOn).containsExactly(assignment(3));
        assertThat(folder.resolve("assignment.json.damaged")).hasContent("{\"revision\": 3, ");
    }

    @Test
    void bringsReportsThroughAnOutageAndARestart() throws IOException {
        agent.turn();
        controller.goAway();
        spool.changed(report(1, 1, RunState.BUILDING));
        spool.changed(report(1, 2, RunState.DONE));
        spool.changed(report(2, 1, RunState.SOLVING));
        assertThatException().isThrownBy(agent::turn);
        controller.comeBack();
        restart(controller.url());

        agent.turn();

        assertThat(controller.reports()).containsExactly(report(1, 2, RunState.DONE), report(2, 1, RunState.SOLVING));
        assertThat(spool.size()).isZero();
    }

    @Test
    void sendsReportsInOrderAndEachOnce() throws IOException {
        spool.changed(report(2, 1, RunState.SOLVING));
        spool.changed(report(1, 1, RunState.BUILDING));
        spool.changed(report(1, 2, RunState.DONE));
        restart(controller.url());

        agent.turn();
        agent.turn();

        assertThat(controller.reports()).containsExactly(report(1, 2, RunState.DONE), report(2, 1, RunState.SOLVING));
        assertThat(folder.resolve("spool")).isEmptyDirectory();
    }

    @Test
    void putsAReportAsideThatTheControllerWillNeverTake() throws IOException {
        spool.changed(report(1, 1, RunState.DONE));
        controller.refuseReports(404);

        Turn turn = agent.turn();

        assertThat(turn).isEqualTo(new Turn.Again());
        assertThat(spool.size()).isZero();
        assertThat(folder.resolve("spool")).isDirectoryContaining("glob:**refused-*");
    }

    @Test
    void keepsAReportThatTheControllerCannotTakeNow() throws IOException {
        spool.changed(report(1, 1, RunState.DONE));
        controller.refuseReports(503);

        Turn turn = agent.turn();

        assertThat(turn).isInstanceOf(Turn.Unreachable.class);
        assertThat(spool.size()).isEqualTo(1);
    }

    @Test
    void keepsWhatIsWhenTheMachineWasDeleted() throws IOException {
        controller.assign(assignment(3));
        agent.turn();
        controller.forgetEveryMachine();

        Turn turn = agent.turn();

        assertThat(turn)
                .isInstanceOfSatisfying(
                        Turn.Refused.class,
                        refused -> assertThat(refused.message()).contains("remove identity.json"));
        assertThat(folder.resolve("assignment.json")).exists();
        assertThat(controller.enrolments()).hasSize(1);
    }

    @Test
    void sendsTheLogOfAnEndedRunOnce() throws IOException {
        run(1);

        agent.turn();
        agent.turn();
        logs.changed(report(1, 2, RunState.DONE)); // as after a restart
        agent.turn();

        assertThat(controller.logs())
                .singleElement()
                .asString()
                .contains("science: building", "resolved 3 packages from https://***@m.example/x", "science: done")
                .doesNotContain("hunter22");
    }

    @Test
    void sendsALogThatWaitedWhileTheControllerWasAway() throws IOException {
        agent.turn();
        controller.goAway();
        run(1);
        assertThatException().isThrownBy(agent::turn);
        restart(controller.url());
        controller.comeBack();

        agent.turn();

        assertThat(controller.reports()).hasSize(1);
        assertThat(controller.logs()).hasSize(1);
    }

    @Test
    void keepsALogBackUntilTheControllerCanTakeIt() throws IOException {
        controller.refuseLogs(507);
        run(1);
        agent.turn();

        assertThat(agent.turn()).isEqualTo(new Turn.Settled(Duration.ofSeconds(1)));
        assertThat(controller.logs()).isEmpty();
        controller.refuseLogs(0);
        agent.turn();

        assertThat(controller.logs()).hasSize(1);
    }

    @Test
    void givesUpALogThatTheControllerNeverTakes() throws IOException {
        controller.refuseLogs(404); // an older one has no place for it
        run(1);
        agent.turn();
        controller.refuseLogs(0);

        assertThat(agent.turn()).isInstanceOf(Turn.Settled.class);

        assertThat(controller.logs()).isEmpty();
        assertThat(logs.due()).isEmpty();
    }

    @Test
    void tellsOnceWhichGenerationsThereAre() throws IOException {
        generations.put(report(1));
        agent.turn();
        generations.put(report(1));
        agent.turn();
        generations.put(report(2));
        generations.put(report(3));
        agent.turn();

        assertThat(controller.generations()).containsExactly(report(1), report(3));
    }

    @Test
    void tellsLaterWhichGenerationsThereAreWhenItIsNotTakenNow() throws IOException {
        agent.turn();
        controller.refuseGenerations(503);
        generations.put(report(1));

        assertThat(agent.turn()).isInstanceOf(Turn.Settled.class);
        controller.refuseGenerations(0);
        agent.turn();

        assertThat(controller.generations()).containsExactly(report(1));
    }

    @Test
    void asksAnOlderControllerOnceToTakeGenerations() throws IOException {
        agent.turn();
        controller.refuseGenerations(404);
        generations.put(report(1));

        assertThat(agent.turn()).isInstanceOf(Turn.Settled.class);
        controller.refuseGenerations(0);
        agent.turn();

        assertThat(controller.generations()).isEmpty();
    }

    private static GenerationsReport report(int unknown) {
        return new GenerationsReport(List.of(), List.of(), unknown);
    }

    private void run(int run) {
        RunReport begun = report(run, 1, RunState.BUILDING);
        RunReport ended = report(run, 2, RunState.DONE);
        logs.changed(begun);
        spool.changed(begun);
        logs.said(begun.run(), "resolved 3 packages from https://anna:hunter22@m.example/x");
        logs.changed(ended);
        spool.changed(ended);
    }

    private void restart(URI url) throws IOException {
        ControllerApi client =
                QuarkusRestClientBuilder.newBuilder().baseUri(url).build(ControllerApi.class);
        spool = new Spool(folder.resolve("spool"));
        locks = new LockSpool(folder.resolve("locks"));
        logs = new RunLogs(folder.resolve("logs"), 3_000, 5);
        AssignmentInForce inForce = new AssignmentInForce(
                new AssignmentFile(folder.resolve("assignment.json")), lookedAt::add, actedOn::add);
        inForce.load();
        Enroller enroller = new Enroller(
                client, config(url), new IdentityFile(folder.resolve("identity.json"), new SecureRandom()), "0.1.0");
        agent = new Conversation(
                client,
                new LockUpload(client, locks),
                enroller,
                inForce,
                () -> Optional.of(facts),
                spool,
                logs,
                generations,
                new Contact(InstantSource.fixed(NOW)));
    }

    private ControllerConfig config(URI url) {
        return new ControllerConfig() {
            @Override
            public URI url() {
                return url;
            }

            @Override
            public Optional<Path> joinTokenFile() {
                return Optional.of(joinToken);
            }

            @Override
            public Optional<MachineName> machineName() {
                return Optional.of(new MachineName("lab-7"));
            }
        };
    }

    private static Assignment assignment(long revision) {
        EnvironmentName name = new EnvironmentName("science");
        PlanDocument plan =
                PlanDocument.of(new Plan(Plan.FORMAT, name, List.of(new Step.CreateEnvironment("==3.11.*"))));
        return new Assignment(revision, BuiltInSources.all(), List.of(AssignedEnvironment.of(name, plan)), List.of());
    }

    private static RunReport report(int run, int sequence, RunState state) {
        return new RunReport(
                new RunId("01980000-0000-7000-8000-00000000000" + run),
                sequence,
                new EnvironmentName("science"),
                assignment(1).environments().getFirst().plan(),
                state,
                NOW,
                NOW,
                null,
                null,
                null,
                state.isFinal() ? RunOutcome.ACTIVATED : null,
                null,
                List.of(),
                null,
                List.of(),
                null);
    }
}

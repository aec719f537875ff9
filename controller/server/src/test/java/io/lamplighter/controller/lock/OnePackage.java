package io.lamplighter.controller.lock;

import static org.hamcrest.Matchers.equalTo;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.LockApi;
import io.lamplighter.controller.peers.AlteredReport;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Shelf;
import io.lamplighter.controller.peers.TestAgent;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An environment of one package that no other test has, with an index of its own, and what agents say of its locks. */
final class OnePackage implements AutoCloseable {
    private static final Sha256 CONTENT = Sha256.of("the wheel");

    private final Shelf shelf = new Shelf();
    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private final String name = Operator.unique("lantern");

    String room() {
        return room;
    }

    String environment() {
        return environment;
    }

    String name() {
        return name;
    }

    /** Gives it to the room, under an update policy. */
    void apply(String update) {
        Operator.apply(Operator.environmentForRoom(environment, name, room)
                        .replace("  stages:", "  update: " + update + "\n  stages:")
                + """
                ---
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %s}
                spec: {type: pypi, url: "%s", replaces: pypi, selector: {room: %s}}
                """.formatted(name, shelf.url(), room));
    }

    /** Lists releases that came out long ago. */
    void offer(String... versions) {
        shelf.listAsJson(
                name,
                Stream.of(versions)
                        .map(version -> """
                                {"filename": "%1$s", "url": "/files/%1$s", "hashes": {"sha256": "%2$s"},
                                 "upload-time": "2026-01-01T00:00:00Z"}""".formatted(wheel(version), CONTENT))
                        .collect(
                                Collectors.joining(", ", "{\"meta\": {\"api-version\": \"1.1\"}, \"files\": [", "]}")));
    }

    void goAway() {
        shelf.goAway();
    }

    ValidatableResponse claim(TestAgent agent, boolean refresh) {
        Claim claim = new Claim(new EnvironmentName(environment), agent.plan(environment), "3.11", null, true);
        return SharedLockTest.claim(agent, refresh ? claim.refreshing() : claim).statusCode(200);
    }

    long epoch(TestAgent agent, boolean refresh) {
        return claim(agent, refresh)
                .body("answer", equalTo("solve"))
                .extract()
                .jsonPath()
                .getLong("epoch");
    }

    /** As the machine that is appointed for it. */
    LockDocument solve(TestAgent agent, boolean refresh, String version) {
        put(agent, epoch(agent, refresh), version).statusCode(204);
        return lock(version);
    }

    ValidatableResponse put(TestAgent agent, long epoch, String version) {
        offer(version);
        LockDocument lock = lock(version);
        return agent.request()
                .contentType("application/json")
                .header(LockApi.EPOCH, epoch)
                .queryParam("digest", lock.digest().value())
                .body(lock.json())
                .put("/agent/v1/locks/{plan}", agent.plan(environment).value())
                .then();
    }

    /** Says that a machine uses it. */
    void activate(TestAgent agent, LockDocument lock) {
        agent.send(AlteredReport.of(ended(agent, RunState.DONE, RunOutcome.ACTIVATED))
                .lock(lock.digest())
                .made());
    }

    /** Says that a solve from the first lock came to nothing. */
    void failToRefresh(TestAgent agent) {
        LockDigest from = lock("2.4.1").digest();
        agent.send(AlteredReport.of(ended(agent, RunState.FAILED, RunOutcome.FAILED))
                .refreshing(from)
                .made());
    }

    private RunReport ended(TestAgent agent, RunState state, RunOutcome outcome) {
        return agent.report(environment, agent.plan(environment), 1, state, outcome);
    }

    private LockDocument lock(String version) {
        LockedPackage locked = new LockedPackage(
                name, version, new Placement(Source.PYPI, null), List.of(new LockedFile(wheel(version), CONTENT, 9L)));
        return LockDocument.of(new Lock(
                Lock.FORMAT, "3.11", "as asked", List.of(new LockedStage("all", Installer.PIP, List.of(locked)))));
    }

    private String wheel(String version) {
        return name.replace('-', '_') + "-" + version + "-py3-none-any.whl";
    }

    @Override
    public void close() {
        shelf.close();
    }
}

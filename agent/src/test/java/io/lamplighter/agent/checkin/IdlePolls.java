package io.lamplighter.agent.checkin;

import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.agent.runlog.RunLogs;
import io.lamplighter.api.name.MachineName;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** A real conversation with a controller for which nothing changes. */
public final class IdlePolls implements AutoCloseable {
    private final FakeController controller = new FakeController();
    private final Conversation conversation;

    public IdlePolls(Path folder, FactsDocument facts, InstantSource clock) throws IOException {
        URI url = controller.url();
        Path token = Files.writeString(folder.resolve("token"), FakeController.JOIN_TOKEN);
        ControllerApi client =
                QuarkusRestClientBuilder.newBuilder().baseUri(url).build(ControllerApi.class);
        AssignmentInForce inForce =
                new AssignmentInForce(new AssignmentFile(folder.resolve("assignment.json")), _ -> {}, _ -> {});
        inForce.load();
        conversation = new Conversation(
                client,
                new LockUpload(client, new LockSpool(folder.resolve("locks"))),
                new Enroller(
                        client,
                        new Given(url, token),
                        new IdentityFile(folder.resolve("identity.json"), new SecureRandom()),
                        "0.1.0"),
                inForce,
                () -> Optional.of(facts),
                new Spool(folder.resolve("spool")),
                new RunLogs(folder.resolve("logs"), 3_000, 5),
                new GenerationsOutbox(),
                new Contact(clock));
        conversation.turn();
    }

    private record Given(URI url, Path token) implements ControllerConfig {
        @Override
        public Optional<Path> joinTokenFile() {
            return Optional.of(token);
        }

        @Override
        public Optional<MachineName> machineName() {
            return Optional.of(new MachineName("idle"));
        }
    }

    /** One turn, which the controller answers with 304. */
    public void poll() throws IOException {
        Turn turn = conversation.turn();
        if (!(turn instanceof Turn.Settled)) {
            throw new IllegalStateException("the controller should have had nothing to say: " + turn);
        }
    }

    @Override
    public void close() {
        controller.close();
    }
}

package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.view.JoinToken;
import io.lamplighter.api.view.JoinTokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
        controller.on("POST /api/v1/join-tokens", new JoinToken("0a1b.secret", Samples.THEN, 1));
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void printsTheTokenAloneSoThatItCanBePiped() {
        int status = lamp.run("token", "create");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("0a1b.secret\n");
        assertThat(asked()).isEqualTo(new JoinTokenRequest(1, Duration.ofHours(24), Map.of()));
    }

    @Test
    void asksForWhatItIsTold() {
        lamp.run(
                "token", "create", "--uses", "40", "--valid-for", "7d", "--label", "room=b12", "--label", "site=north");

        assertThat(asked())
                .isEqualTo(new JoinTokenRequest(40, Duration.ofDays(7), Map.of("room", "b12", "site", "north")));
    }

    @Test
    void writesAFileThatOnlyItsOwnerReads() throws IOException {
        int status = lamp.run("token", "create", "--output", "FOLDER/join.token");

        assertThat(status).isZero();
        assertThat(folder.resolve("join.token")).hasContent("0a1b.secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("join.token"))))
                .isEqualTo("rw-------");
        assertThat(lamp.out()).isEqualTo("wrote FOLDER/join.token: for 1 machine, until 2026-11-23T09:00:00Z\n");
    }

    @Test
    void makesNoTokenForAFileThatExists() {
        lamp.write("join.token", "another");

        int status = lamp.run("token", "create", "--output", "FOLDER/join.token");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualTo("lamp: FOLDER/join.token exists; name a new file, or remove that one\n");
        assertThat(folder.resolve("join.token")).hasContent("another");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void wantsToKnowWhatToDoWithTokens() {
        int status = lamp.run("token");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains("missing required subcommand");
    }

    private JoinTokenRequest asked() {
        return Samples.read(controller.requests().getFirst().body(), JoinTokenRequest.class);
    }
}

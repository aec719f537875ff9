package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trap J12: libraries that are unpacked into a {@code noexec} folder don't load, and a kill leaves them there. */
class TemporaryFilesTest {
    @TempDir
    Path root;

    private Lab lab;
    private Path temporary;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root);
        temporary = Files.createDirectory(root.resolve("temporary"));
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void areMadeByNobody() throws Exception {
        Program controller = lab.controller(Map.of(
                "lamplighter.directory", root.resolve("controller").toString(),
                "quarkus.http.port", "0",
                "java.io.tmpdir", temporary.toString()));
        Program agent = lab.agent(Map.of(
                "lamplighter.directory", root.resolve("agent").toString(),
                "lamplighter.controller.url", controller.address(),
                "lamplighter.controller.join-token-file",
                        lab.joinToken(lab.operator(controller), 1).toString(),
                "quarkus.http.port", "0",
                "java.io.tmpdir", temporary.toString()));
        await().atMost(Program.PATIENCE).until(() -> agent.log().contains("Enrolled as"));
        assertThat(scraped(agent)).contains("lamplighter_build_info");
        assertThat(scraped(controller)).contains("lamplighter_controller_");

        agent.kill();
        controller.kill();

        assertThat(temporary).isEmptyDirectory();
    }

    private static String scraped(Program program) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(program.address() + "/metrics"))
                                    .header("Accept-Encoding", "gzip, br, zstd")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}

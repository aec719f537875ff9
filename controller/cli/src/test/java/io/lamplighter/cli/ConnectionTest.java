package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.wire.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
    private static final Page<Object> NOTHING = new Page<>(List.of(), null);

    @TempDir
    Path folder;

    private FakeController controller;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void sendsTheTokenOfItsFile() {
        controller.on("GET /api/v1/groups", NOTHING);

        int status = new LampRun(folder).withController(controller).run("get", "groups");

        assertThat(status).isZero();
        assertThat(controller.requests())
                .extracting(FakeController.Request::authorization)
                .containsExactly("Bearer operator-token-of-the-test");
    }

    @Test
    void takesTheFileOfAnOptionBeforeThatOfTheProperties() {
        controller.on("GET /api/v1/groups", NOTHING);
        LampRun lamp = new LampRun(folder);
        lamp.write(".config/lamplighter/lamp.properties", "controller=" + controller.url() + "\ntoken-file=mine");
        lamp.write(".config/lamplighter/mine", "token-of-the-properties");
        lamp.write("given", "token-of-the-option");

        lamp.run("get", "groups");
        lamp.run("get", "groups", "--token-file", "FOLDER/given");

        assertThat(controller.requests())
                .extracting(FakeController.Request::authorization)
                .containsExactly("Bearer token-of-the-properties", "Bearer token-of-the-option");
    }

    @Test
    void looksForTheControllersOwnTokenWhereItsStateIs() {
        controller.on("GET /api/v1/groups", NOTHING);
        LampRun lamp = new LampRun(folder)
                .withVariable("LAMP_CONTROLLER", controller.url() + "/")
                .withVariable("XDG_STATE_HOME", folder.resolve("state").toString());
        lamp.write("state/lamplighter-controller/operator.token", "token-of-the-state");

        int status = lamp.run("get", "groups");

        assertThat(status).isZero();
        assertThat(controller.requests().getFirst().authorization()).isEqualTo("Bearer token-of-the-state");
    }

    @Test
    void saysHowToReachAControllerThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups", "--controller", "http://127.0.0.1:" + port);

        assertThat(status).isEqualTo(4);
        assertThat(lamp.err())
                .startsWith("lamp: no controller answers at http://127.0.0.1:" + port + " (")
                .contains("lamplighter-controller", "ssh -L 8680:127.0.0.1:8680 HOST", "--controller");
    }

    @Test
    void namesTheTokenFileThatIsNotThere() {
        LampRun lamp = new LampRun(folder);

        int status = lamp.run("get", "groups");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualToIgnoringNewLines("lamp: there is no operator token at"
                        + " FOLDER/.local/state/lamplighter-controller/operator.token; start `lamplighter-controller`,"
                        + " which makes one, or name a copy by --token-file");
    }

    @Test
    void refusesATokenFileThatHoldsNone() {
        LampRun lamp = new LampRun(folder).withController(controller);
        lamp.write("two-lines", "one line of it\nand another");

        int status = lamp.run("get", "groups", "--token-file", "FOLDER/two-lines");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("lamp: FOLDER/two-lines holds no operator token;");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void namesTheTokenFileThatTheControllerDoesNotAccept() {
        controller.refuse("GET /api/v1/groups", Samples.problem(401, "unknown-token", "who are you", "log in"));
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups");

        assertThat(status).isEqualTo(4);
        assertThat(lamp.err())
                .startsWith("lamp: the controller at " + controller.url() + " does not accept the token in"
                        + " FOLDER/.local/state/lamplighter-controller/operator.token; ")
                .doesNotContain("operator-token-of-the-test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://lab.example:8680          | plain http to lab.example would show the token to the network; reach it through a tunnel: ssh -L 8680:127.0.0.1:8680 lab.example, then --controller http://127.0.0.1:8680
            ftp://127.0.0.1                  | "ftp://127.0.0.1" (--controller) is no address of a controller; write it like http://127.0.0.1:8680
            lab.example                      | "lab.example" (--controller) is no address of a controller; write it like http://127.0.0.1:8680
            https://me:secret@lab.example    | "https://…@lab.example" (--controller) is no address of a controller; an address has no user, password, query or fragment; the token is in a file of its own
            """)
    void refusesAddressesThatWouldLeakTheToken(String address, String sentence) {
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups", "--controller", address);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualToIgnoringNewLines("lamp: " + sentence);
    }

    @Test
    void refusesAnUnknownProperty() {
        LampRun lamp = new LampRun(folder);
        lamp.write(".config/lamplighter/lamp.properties", "controler=http://127.0.0.1:1");

        int status = lamp.run("get", "groups");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualToIgnoringNewLines("lamp: FOLDER/.config/lamplighter/lamp.properties has the unknown key"
                        + " controler; did you mean controller?");
    }

    @Test
    void noticesThatSomethingElseAnswers() {
        controller.on("GET /api/v1/groups", 200, "text/html", "<html>Welcome</html>");
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups");

        assertThat(status).isEqualTo(4);
        assertThat(lamp.err()).contains("does not speak as a controller").doesNotContain("\tat ");
    }

    @Test
    void doesNotFollowARedirectWithItsToken() {
        controller.on("GET /api/v1/groups", 302, "text/plain", "");
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups");

        assertThat(status).isEqualTo(4);
        assertThat(lamp.err()).contains("(HTTP status 302)");
        assertThat(controller.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, 2", "404, 2", "422, 2", "403, 4", "409, 4", "503, 4", "507, 4"})
    void tellsAMistakeFromARefusal(int httpStatus, int expected) {
        controller.refuse("GET /api/v1/groups", Samples.problem(httpStatus, "some", "it cannot be", "do something"));
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups");

        assertThat(status).isEqualTo(expected);
        assertThat(lamp.err()).endsWith("it cannot be; do something\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | lamplighter-controller/0.1.0 | lamplighter-controller/0.1.0
            405 |                              | and does not say its version
            """)
    void saysThatAControllerIsTooOldForWhatIsAsked(int httpStatus, @Nullable String server, String version) {
        controller
                .named(server)
                .refuse(
                        "GET /api/v1/night",
                        new Problem("about:blank", "Not Found", httpStatus, null, "/q/openapi says", List.of()));
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("night");

        assertThat(status).isEqualTo(4);
        assertThat(lamp.err())
                .isEqualToIgnoringNewLines("lamp: the controller at " + controller.url() + " knows no GET"
                        + " /api/v1/night: it is older than this lamp, " + version
                        + "; bring the controller up to date,"
                        + " or use the lamp that came with it (lamp --version says which this is)");
    }

    @Test
    void followsPagesToTheirEnd() throws Exception {
        controller
                .on("GET /api/v1/groups", new Page<>(List.of(Samples.stored(Samples.GROUP)), "a b"))
                .on(
                        "GET /api/v1/groups?continue=a+b",
                        new Page<>(List.of(Samples.stored(Samples.GROUP.replace("everyone", "others"))), null));
        LampRun lamp = new LampRun(folder).withController(controller);

        int status = lamp.run("get", "groups", "-o", "yaml");

        assertThat(status).isZero();
        assertThat(ManifestReader.read("-", lamp.out()))
                .extracting(manifest -> manifest.metadata().name().value())
                .containsExactly("everyone", "others");
    }
}

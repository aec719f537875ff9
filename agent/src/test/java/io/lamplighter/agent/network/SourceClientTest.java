package io.lamplighter.agent.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.agent.network.SourceClient.Answer;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.reach.Credential;
import io.lamplighter.api.reach.CredentialHost;
import io.lamplighter.api.reach.MachineTrust;
import io.lamplighter.api.reach.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, with two servers of which the secret is for one. */
class SourceClientTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer named;
    private HttpServer other;
    private SourceClient client;

    @BeforeEach
    void start() throws Exception {
        named = server("named");
        other = server("other");
        client = SourceClient.open(
                new MachineTrust().context(),
                null,
                new Credential(
                        List.of(new CredentialHost(
                                "127.0.0.1:" + named.getAddress().getPort())),
                        null,
                        null,
                        new Secret("sesame")),
                Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        client.close();
        named.stop(0);
        other.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takesNoSecretAcrossARedirect(int status) throws Exception {
        redirect(named, "/elsewhere", status, url(other, "/file"));

        Answer<String> answer = get(url(named, "/elsewhere"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("/file");
        assertThat(asked).containsExactly("named /elsewhere Bearer sesame", "other /file null");
    }

    @Test
    void saysItWhereARedirectLeadsHome() throws Exception {
        redirect(other, "/away", 302, url(named, "/home"));
        redirect(named, "/home", 302, "file");

        Answer<String> answer = get(url(other, "/away"));

        assertThat(answer.body()).isEqualTo("/file");
        assertThat(asked).containsExactly("other /away null", "named /home Bearer sesame", "named /file Bearer sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/shadow", "not an address", "ftp://127.0.0.1/"})
    void stopsAtARedirectThatLeadsNowhere(String location) throws Exception {
        redirect(named, "/nowhere", 302, location);

        Answer<String> answer = get(url(named, "/nowhere"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.body()).isNull();
    }

    @Test
    void stopsInACircle() throws Exception {
        redirect(named, "/circle", 302, "/circle");

        assertThat(get(url(named, "/circle")).status()).isEqualTo(302);
    }

    @Test
    void keepsNoFileThatIsAnotherThanTheOneItKnows(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("uv.whl");

        client.file(url(named, "/file"), file, Sha256.of("/file"));

        assertThat(file).hasContent("/file");
        assertThatThrownBy(() -> client.file(url(named, "/file"), file, Sha256.of("another")))
                .isInstanceOf(IOException.class)
                .hasMessage("The SHA-256 of file is " + Sha256.of("/file") + ", not " + Sha256.of("another"));
    }

    private Answer<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static String url(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers with the path that was asked for. */
    private HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                asked.add(name + " " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.sendResponseHeaders(200, path.length());
                exchange.getResponseBody().write(path.getBytes(UTF_8));
            }
        });
        server.start();
        return server;
    }

    private void redirect(HttpServer server, String path, int status, String location) {
        String name = server.equals(named) ? "named" : "other";
        server.createContext(path, exchange -> {
            try (exchange) {
                asked.add(name + " " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(status, -1);
            }
        });
    }
}

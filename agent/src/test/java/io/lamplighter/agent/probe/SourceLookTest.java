package io.lamplighter.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, against a server of our own. */
class SourceLookTest {
    private static final int HUGE = 1 << 28;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private SourceLooks looks;
    private SourceLook look;
    private String root;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/simple/pip/", exchange -> answer(exchange, 200, "a page"));
        server.createContext("/long/", exchange -> answer(exchange, 200, "x".repeat(1 << 19)));
        server.createContext("/with-head/", this::huge);
        server.createContext("/without-head/", exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                answer(exchange, 405, "");
            } else {
                huge(exchange);
            }
        });
        server.start();
        root = "http://127.0.0.1:" + server.getAddress().getPort();
        looks = SourceLooks.byHttp(TestMachine.NETWORK, Duration.ofSeconds(10)).open();
        look = looks.of(new AvailableSource(Source.PYPI, Source.Type.PYPI, root + "/simple", List.of()));
    }

    @AfterEach
    void stop() {
        looks.close();
        server.stop(0);
    }

    @Test
    void saysWhatAnsweredAndWhatDidNot() throws Exception {
        Look there = look.at(root + "/simple/pip/");
        Look missing = look.at(root + "/other/pip/");
        Look noAddress = look.at("not an address");
        server.stop(0);
        Look gone = look.at(root + "/simple/pip/");

        assertThat(there).isEqualTo(new Look.Answered());
        assertThat(missing).isEqualTo(new Look.Failed(root + "/other/pip/ answers 404"));
        assertThat(noAddress).isInstanceOf(Look.Failed.class);
        assertThat(gone).isInstanceOf(Look.Failed.class);
    }

    @Test
    void readsAPageAndNoEndlessOne() throws Exception {
        assertThat(look.text(root + "/simple/pip/")).contains("a page");
        assertThat(look.text(root + "/long/")).isEmpty();
        assertThat(look.text(root + "/missing/")).isEmpty();
    }

    @Test
    void fetchesNothingOfAFileOfAnySize() throws Exception {
        Look byHead = look.atFile(root + "/with-head/repodata.json");
        Look byRange = look.atFile(root + "/without-head/repodata.json");
        Look missing = look.atFile(root + "/missing/repodata.json");

        assertThat(byHead).isEqualTo(new Look.Answered());
        assertThat(byRange).isEqualTo(new Look.Answered());
        assertThat(missing).isEqualTo(new Look.Failed(root + "/missing/repodata.json answers 404"));
        assertThat(asked).containsExactly("HEAD null", "GET bytes=0-0", "not all of it");
    }

    /** Sends all of it, whatever range is asked for, until nobody takes it any more. */
    private void huge(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(exchange.getRequestMethod() + " " + range);
        if (exchange.getRequestMethod().equals("HEAD")) {
            answer(exchange, 200, "");
            return;
        }
        byte[] chunk = new byte[1 << 16];
        try (exchange) {
            exchange.sendResponseHeaders(200, HUGE);
            for (int sent = 0; sent < HUGE; sent += chunk.length) {
                exchange.getResponseBody().write(chunk);
            }
            asked.add("all of it");
        } catch (IOException _) {
            asked.add("not all of it");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            boolean empty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
            if (!empty) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}

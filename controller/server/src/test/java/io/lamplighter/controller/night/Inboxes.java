package io.lamplighter.controller.night;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server and a web server of the test, with a controller that is configured to tell both. */
public final class Inboxes implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "not-to-be-known";

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final List<Posted> POSTED = new CopyOnWriteArrayList<>();
    private static final AtomicInteger REFUSALS = new AtomicInteger();
    private static final AtomicInteger DAYS = new AtomicInteger();

    private final HttpServer web = web();

    /** What was posted, whether or not it was taken. */
    record Posted(String delivery, String signature, String body) {}

    static GreenMail mail() {
        return MAIL;
    }

    static List<Posted> posted() {
        return POSTED;
    }

    static void refusePosts(int count) {
        REFUSALS.set(count);
    }

    static void clear() {
        try {
            MAIL.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
        POSTED.clear();
        REFUSALS.set(0);
    }

    /** Midnight of a day that no other test has. */
    static Instant nextDay() {
        return Instant.parse("2031-01-01T00:00:00Z").plus(Duration.ofDays(7L * DAYS.incrementAndGet()));
    }

    @Override
    public Map<String, String> start() {
        MAIL.start();
        try {
            web.start();
            Path secret = Files.createTempFile("webhook", ".secret");
            Files.writeString(secret, SECRET + "\n");
            return Map.ofEntries(
                    // a database without what other tests left undone
                    Map.entry(
                            "lamplighter.directory",
                            Files.createTempDirectory("controller").toString()),
                    Map.entry("quarkus.mailer.mock", "false"),
                    Map.entry("quarkus.mailer.host", "127.0.0.1"),
                    Map.entry(
                            "quarkus.mailer.port", String.valueOf(MAIL.getSmtp().getPort())),
                    Map.entry("lamplighter.morning.cron", "0 7 * * *"),
                    Map.entry("lamplighter.morning.zone", "UTC"),
                    Map.entry("lamplighter.morning.mail.to", "admin@lab.example"),
                    Map.entry("lamplighter.morning.mail.from", "lamplighter@lab.example"),
                    Map.entry(
                            "lamplighter.morning.webhook.url",
                            "http://127.0.0.1:" + web.getAddress().getPort() + "/hook"),
                    Map.entry("lamplighter.morning.webhook.secret-file", secret.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        MAIL.stop();
        web.stop(0);
    }

    private static HttpServer web() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hook", Inboxes::take);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            POSTED.add(new Posted(
                    exchange.getRequestHeaders().getFirst("Lamplighter-Delivery"),
                    exchange.getRequestHeaders().getFirst("Lamplighter-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            boolean refused = REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(refused ? 503 : 204, -1);
        }
    }
}

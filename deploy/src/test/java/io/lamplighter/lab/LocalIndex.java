package io.lamplighter.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A package index of this test's own, with sizes as PEP 691 has them. */
public final class LocalIndex implements AutoCloseable {
    /** The project whose page tells an agent that an index answers. */
    private static final String LOOKED_AT = "pip";

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private static final String PAGE = "application/vnd.pypi.simple.v1+json";

    private final List<Wheel> wheels = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> publishedAt = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Hold> hold = new AtomicReference<>();
    private final AtomicReference<String> signature = new AtomicReference<>("");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public LocalIndex(Wheel... first) throws IOException {
        wheels.addAll(List.of(first));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/simple/", this::answerPage);
        server.createContext("/files/", this::answerFile);
        server.start();
    }

    public void add(Wheel wheel) {
        wheels.add(wheel);
    }

    /** A wheel of a certain age; any other came out long ago. */
    public void add(Wheel wheel, Instant published) {
        publishedAt.put(wheel.file(), published);
        wheels.removeIf(each -> each.file().equals(wheel.file()));
        wheels.add(wheel);
    }

    /** From now on pages are answered, but files only after {@link #releaseFiles}. */
    public void holdFiles() {
        hold.set(new Hold(new CountDownLatch(1), new CountDownLatch(1)));
    }

    /** From now on the addresses of files carry a secret, and the files are refused nevertheless. */
    public void refuseFiles(String secret) {
        signature.set("?token=" + secret);
    }

    public void awaitHeldRequest() throws InterruptedException {
        assertThat(held().asked.await(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    public void releaseFiles() {
        held().released.countDown();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/simple";
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
        threads.close();
    }

    private void answerPage(HttpExchange exchange) throws IOException {
        String project = lastSegment(exchange);
        List<Wheel> files =
                wheels.stream().filter(wheel -> wheel.project().equals(project)).toList();
        if (files.isEmpty() && !project.equals(LOOKED_AT)) {
            answer(exchange, 404, "text/plain", new byte[0]);
            return;
        }
        Map<String, Object> page = Map.of(
                "meta", Map.of("api-version", "1.1"),
                "name", project,
                "versions", files.stream().map(Wheel::version).toList(),
                "files", files.stream().map(this::describe).toList());
        answer(exchange, 200, PAGE, Wire.write(page).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> describe(Wheel wheel) {
        byte[] bytes = wheel.bytes();
        return Map.of(
                "filename",
                wheel.file(),
                "url",
                "/files/" + wheel.file() + signature.get(),
                "hashes",
                Map.of("sha256", Wheel.digest(bytes)),
                "size",
                bytes.length,
                "upload-time",
                publishedAt.getOrDefault(wheel.file(), LONG_AGO).toString());
    }

    private void answerFile(HttpExchange exchange) throws IOException {
        Hold held = hold.get();
        if (held != null) {
            held.pass();
        }
        if (!signature.get().isEmpty()) {
            answer(exchange, 403, "text/plain", new byte[0]);
            return;
        }
        String name = lastSegment(exchange);
        byte[] bytes = wheels.stream()
                .filter(wheel -> wheel.file().equals(name))
                .findFirst()
                .map(Wheel::bytes)
                .orElse(new byte[0]);
        answer(exchange, bytes.length == 0 ? 404 : 200, "application/octet-stream", bytes);
    }

    private static String lastSegment(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath().replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Hold held() {
        return Objects.requireNonNull(hold.get(), "holdFiles comes first");
    }

    private record Hold(CountDownLatch asked, CountDownLatch released) {
        void pass() {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.lamplighter.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.wire.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP as a controller does: each route answers what it was told, in order, and its last answer for ever. */
final class FakeController implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private volatile @Nullable String name;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    FakeController() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** How it names itself with every answer; absent where it does not. */
    FakeController named(@Nullable String server) {
        name = server;
        return this;
    }

    /** What lamp sent. */
    record Request(String route, String authorization, String contentType, String body) {}

    private record Answer(int status, String contentType, String body) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    List<String> routes() {
        return requests.stream().map(Request::route).toList();
    }

    /** Adds an answer to a route, {@code GET /api/v1/machines?limit=5}. */
    FakeController on(String route, Object body) {
        return on(route, 200, "application/json", Wire.write(body));
    }

    FakeController refuse(String route, Problem problem) {
        return on(route, problem.status(), Problem.MEDIA_TYPE, Wire.write(problem));
    }

    FakeController on(String route, int status, String contentType, String body) {
        answers.computeIfAbsent(route, unknown -> new ArrayDeque<>()).add(new Answer(status, contentType, body));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String route = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(new Request(
                    route,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer answer = next(route);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (name != null) {
                exchange.getResponseHeaders().set("Server", name);
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer next(String route) {
        Deque<Answer> told = answers.getOrDefault(route, new ArrayDeque<>());
        if (told.isEmpty()) {
            return new Answer(418, "text/plain", "the test says nothing of " + route);
        }
        return told.size() > 1 ? told.removeFirst() : told.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

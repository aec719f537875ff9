package io.lamplighter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.view.LockView;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.Stored;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A controller that has locks and sources and nothing else, for locks that no machine here could prove. */
public final class LockShelf implements AutoCloseable {
    private static final Instant THEN = Instant.parse("2026-11-23T09:00:00Z");
    private static final String LOCKS = "/api/v1/locks/";

    private final Map<String, LockView> locks = new ConcurrentHashMap<>();
    private final List<Stored> sources = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public LockShelf() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(LOCKS, exchange -> answer(exchange, lock(exchange)));
        server.createContext("/api/v1/sources", exchange -> answer(exchange, new Page<>(sources, null)));
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds a Source. */
    public void apply(String yaml) {
        try {
            Manifest source = ManifestReader.read("source.yaml", yaml).getFirst();
            sources.add(new Stored(1, 1, THEN, Wire.mapper().valueToTree(source)));
        } catch (ManifestException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Adds a lock, and says the plan that it is of. */
    public String put(Lock lock) {
        LockDocument document = LockDocument.of(lock);
        PlanId plan = new PlanId(Sha256.of("plan of " + document.json()).hex());
        Platform platform = new Platform("linux", "x86_64", "2.36", lock.python());
        locks.put(
                plan.abbreviated(),
                new LockView(plan, document.digest(), platform, new MachineName("bench-1"), THEN, document.json()));
        return plan.value();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private List<LockView> lock(HttpExchange exchange) {
        String plan = exchange.getRequestURI().getPath().substring(LOCKS.length());
        LockView found = locks.get(plan);
        return found == null ? List.of() : List.of(found);
    }

    private static void answer(HttpExchange exchange, Object body) throws IOException {
        try (exchange) {
            byte[] bytes = Wire.write(body).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

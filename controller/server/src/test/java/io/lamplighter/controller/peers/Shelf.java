package io.lamplighter.controller.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A package index, in HTML with one file a project, or in JSON. */
public final class Shelf implements AutoCloseable {
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, String> pagesInJson = new ConcurrentHashMap<>();
    private HttpServer server = start(0);

    /** Lists a file with its hash. */
    public void list(String project, String file, Sha256 sha256) {
        pages.put(project, "<a href=\"/files/%s#sha256=%s\">%s</a>".formatted(file, sha256, file));
    }

    /** Lists a file without its hash, as flat pages do. */
    public void list(String project, String file) {
        pages.put(project, "<a href=\"/files/%s\">%s</a>".formatted(file, file));
    }

    /** Lists what such a page says (PEP 691), in the place of all that was listed before. */
    public void listAsJson(String project, String page) {
        pagesInJson.put(project, page);
    }

    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = start(server.getAddress().getPort());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/simple";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer start(int port) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/simple/", this::answer);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String project = exchange.getRequestURI().getPath().replaceAll("^/simple/|/$", "");
            String json = pagesInJson.get(project);
            String page = json == null ? pages.get(project) : json;
            byte[] body = page == null ? new byte[0] : page.getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", json == null ? "text/html" : "application/vnd.pypi.simple.v1+json");
            exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

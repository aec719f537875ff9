package io.lamplighter.cli.catalog.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server with the pages of a test; everything else is not found. */
public final class PageServer implements AutoCloseable {
    public static final String HTML = "text/html; charset=utf-8";
    public static final String JSON = "application/vnd.pypi.simple.v1+json";

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d+)");

    private final AtomicLong sentBytes = new AtomicLong();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    public PageServer html(String path, String body) {
        return handle(path, exchange -> send(exchange, 200, HTML, body));
    }

    /** An index page of these files, each linked by its name with {@code +} as it must be written. */
    public PageServer index(String path, String... files) {
        StringBuilder links = new StringBuilder("<!DOCTYPE html><html><body>");
        for (String file : files) {
            links.append("<a href=\"")
                    .append(file.replace("+", "%2B"))
                    .append("\">")
                    .append(file)
                    .append("</a><br/>\n");
        }
        return html(path, links.append("</body></html>").toString());
    }

    public PageServer json(String path, String body) {
        return handle(path, exchange -> send(exchange, 200, JSON, body));
    }

    /** One of the two, as the client asks (PEP 691). */
    public PageServer negotiated(String path, String html, String json) {
        return handle(path, exchange -> {
            boolean wantsJson = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"))
                    .startsWith(JSON);
            send(exchange, 200, wantsJson ? JSON : HTML, wantsJson ? json : html);
        });
    }

    /** A file of which clients may ask for parts; {@link #sentBytes} counts what they got. */
    public PageServer file(String path, byte[] bytes) {
        return handle(path, exchange -> {
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            Matcher part = RANGE.matcher(range);
            if (!part.matches()) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            boolean end = part.group(1).isEmpty();
            int first =
                    end ? Math.max(0, bytes.length - Integer.parseInt(part.group(2))) : Integer.parseInt(part.group(1));
            int last = end ? bytes.length - 1 : Math.min(bytes.length - 1, Integer.parseInt(part.group(2)));
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
            exchange.sendResponseHeaders(206, last - first + 1);
            exchange.getResponseBody().write(bytes, first, last - first + 1);
            sentBytes.addAndGet(last - first + 1);
        });
    }

    public long sentBytes() {
        return sentBytes.get();
    }

    public PageServer status(String path, int status) {
        return handle(path, exchange -> send(exchange, status, HTML, "<html>status " + status + "</html>"));
    }

    public PageServer redirect(String path, String location) {
        return handle(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            send(exchange, 302, HTML, "");
        });
    }

    public PageServer handle(String path, HttpHandler handler) {
        handlers.put(path, handler);
        return this;
    }

    /** A recording of the tests. */
    public static String recording(String name) {
        try (InputStream bytes = Objects.requireNonNull(PageServer.class.getResourceAsStream("/" + name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(path);
            handlers.getOrDefault(path, missing -> send(missing, 404, HTML, "<html>not found</html>"))
                    .handle(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

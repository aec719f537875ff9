package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Indexes of files that are only listed, served here: pages of PEP 503 with digests, metadata of PEP 658; and flat
 * pages without digests, whose files are there. A digest tells which file of which index somebody took.
 */
final class ListedIndexes implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Map<String, Set<ListedFile>> pages = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> flatPages = new ConcurrentHashMap<>();
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<String, Found> byDigest = new ConcurrentHashMap<>();
    private final List<String> askedElsewhere = new CopyOnWriteArrayList<>();
    private final HttpServer here = server(this::answer);
    private final HttpServer elsewhere = server(this::answerElsewhere);

    /**
     * A file and where it is listed.
     *
     * @param index {@code pypi} or {@code whl/cu126}
     */
    record Found(String index, ListedFile file) {
        boolean isOffered() {
            return file.listing() == ListedFile.Listing.OFFERED;
        }

        @Override
        public String toString() {
            return index + "/" + file.fileName();
        }
    }

    ListedIndexes() {
        here.start();
        elsewhere.start();
    }

    ListedIndexes add(String index, ListedFile file) {
        pages.computeIfAbsent(index + "/" + file.name(), _ -> new CopyOnWriteArraySet<>())
                .add(file);
        byDigest.put(digest(index, file), new Found(index, file));
        return this;
    }

    /**
     * Lists a file on a page of many projects.
     *
     * @param page {@code whl/torch_stable.html}
     * @param index where the file itself is, {@code whl/cu111}
     */
    void addToPage(String page, String index, ListedFile file) {
        Found found = new Found(index, file);
        byte[] content = file.content();
        flatPages
                .computeIfAbsent(page, _ -> new CopyOnWriteArraySet<>())
                .add("<a href=\"/%s\">%s</a><br>\n".formatted(found.toString().replace("+", "%2B"), found));
        contents.put(found.toString(), content);
        byDigest.put(Sha256.of(content).hex(), found);
    }

    /** The file that has this digest. */
    Found find(String digest) {
        Found found = byDigest.get(digest);
        if (found == null) {
            throw new AssertionError("no index lists a file of the digest " + digest);
        }
        return found;
    }

    /** Paths that the other host was asked for. */
    List<String> askedElsewhere() {
        return List.copyOf(askedElsewhere);
    }

    String url(String path) {
        return address(here) + path;
    }

    @Override
    public void close() {
        here.stop(0);
        elsewhere.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        Set<String> flatPage = flatPages.get(path);
        byte[] content = contents.get(path);
        if (flatPage != null) {
            send(exchange, OK, "text/html", String.join("", flatPage).getBytes(UTF_8));
        } else if (content != null) {
            send(exchange, OK, "application/zip", content);
        } else {
            answerOfIndex(exchange, path);
        }
    }

    private void answerOfIndex(HttpExchange exchange, String path) throws IOException {
        int end = path.lastIndexOf('/');
        String page = path.substring(0, Math.max(0, end));
        String file = path.substring(end + 1);
        Set<ListedFile> files = pages.getOrDefault(page, Set.of());
        if (file.isEmpty() && !files.isEmpty()) {
            String index = page.substring(0, page.lastIndexOf('/'));
            String links = files.stream().map(each -> link(index, each)).collect(Collectors.joining("<br>\n"));
            send(
                    exchange,
                    OK,
                    "text/html",
                    ("<!DOCTYPE html><html><body>\n" + links + "\n</body></html>").getBytes(UTF_8));
            return;
        }
        String metadata = files.stream()
                .filter(each -> file.equals(each.fileName() + ".metadata"))
                .map(ListedFile::metadata)
                .findFirst()
                .orElse("");
        send(exchange, metadata.isEmpty() ? NOT_FOUND : OK, "text/plain", metadata.getBytes(UTF_8));
    }

    private String link(String index, ListedFile file) {
        String address = file.fileName().replace("+", "%2B") + "#sha256=" + digest(index, file);
        return switch (file.listing()) {
            case OFFERED, DECOY -> anchor(address, "", file);
            case YANKED -> anchor(address, " data-yanked=\"broken\"", file);
            case ELSEWHERE -> anchor(address(elsewhere) + address, "", file);
        };
    }

    private static String anchor(String address, String attribute, ListedFile file) {
        return "<a href=\"%s\" data-core-metadata=\"true\"%s>%s</a>".formatted(address, attribute, file.fileName());
    }

    private void answerElsewhere(HttpExchange exchange) throws IOException {
        askedElsewhere.add(exchange.getRequestURI().getPath());
        send(exchange, NOT_FOUND, "text/plain", new byte[0]);
    }

    private static String digest(String index, ListedFile file) {
        return Sha256.of(new Found(index, file).toString()).hex();
    }

    private static HttpServer server(HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", handler);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}

package io.lamplighter.controller.lock;

import io.lamplighter.api.index.Listing;
import io.lamplighter.api.manifest.ProxyUrl;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads pages of sources, few at a time. */
@Singleton
final class SourceClient {
    private static final String ACCEPT =
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final long LONGEST_PAGE = 64L << 20;
    private static final int AT_ONCE = 8;

    /** Stores of objects say 403 of what they do not have. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    private final Map<Optional<ProxyUrl>, HttpClient> clients = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /**
     * A page of a source.
     *
     * @param addresses where it stands, the next for when the one before does not answer
     * @param proxy by which all of them are reached; absent where they are reached directly
     */
    record Page(List<String> addresses, @Nullable ProxyUrl proxy) {
        Page {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * What the first address that answers lists; empty when that one has no such page.
     *
     * @throws IOException when none answers with a page that can be read
     */
    Optional<Listing> read(Page page) throws IOException, InterruptedException {
        IOException last = new IOException("it has no address");
        for (String address : page.addresses()) {
            try {
                return read(client(page.proxy()), URI.create(address));
            } catch (IOException | IllegalArgumentException e) {
                last = new IOException(address + ": " + (e.getMessage() == null ? e : e.getMessage()), e);
            }
        }
        throw last;
    }

    private Optional<Listing> read(HttpClient client, URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", ACCEPT)
                .timeout(TO_ANSWER)
                .build();
        turns.acquire();
        try {
            HttpResponse<byte[]> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_PAGE));
            if (ABSENT.contains(answer.statusCode())) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP status " + answer.statusCode());
            }
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return Optional.of(Listing.read(answer.uri(), type, answer.body()));
        } finally {
            turns.release();
        }
    }

    private HttpClient client(@Nullable ProxyUrl proxy) {
        return clients.computeIfAbsent(Optional.ofNullable(proxy), by -> {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TO_CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL);
            by.map(way -> InetSocketAddress.createUnresolved(way.host(), way.port()))
                    .map(ProxySelector::of)
                    .ifPresent(client::proxy);
            return client.build();
        });
    }
}

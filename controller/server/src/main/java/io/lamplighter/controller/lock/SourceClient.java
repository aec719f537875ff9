package io.lamplighter.controller.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Listing;
import io.lamplighter.api.index.Repodata;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.reach.Credential;
import io.lamplighter.api.reach.CredentialHost;
import io.lamplighter.api.reach.Redirects;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads what sources list, few pages at a time. Redirects are followed here, for each step decides anew whether a
 * secret may go there.
 */
final class SourceClient implements AutoCloseable {
    private static final String ACCEPT =
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofMinutes(10);
    private static final long LONGEST_PAGE = 64L << 20;

    /** The list of the largest channel is hundreds of MiB. */
    private static final long LONGEST_CHANNEL = 2L << 30;

    /** Stores of objects say 403 of what they do not have. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    private final SSLContext authorities;
    private final CredentialFolder credentials;
    private final Semaphore turns;
    private final Map<Optional<ProxyUrl>, HttpClient> clients = new ConcurrentHashMap<>();

    SourceClient(SSLContext authorities, CredentialFolder credentials, Semaphore turns) {
        this.authorities = authorities;
        this.credentials = credentials;
        this.turns = turns;
    }

    /**
     * A page of a source, or a folder of a channel.
     *
     * @param addresses where it stands, the next for when the one before does not answer
     * @param proxy by which all of them are reached; absent where they are reached directly
     * @param credential the name of a secret for them; absent where they want none
     */
    record Page(
            List<String> addresses,
            @Nullable ProxyUrl proxy,
            @Nullable CredentialName credential) {
        Page {
            addresses = List.copyOf(addresses);
        }

        /** One of a source. */
        static Page of(AvailableSource source, List<String> addresses) {
            return new Page(addresses, source.proxy(), source.credential());
        }
    }

    /**
     * Which files an index lists, with their SHA-256 where it tells one; none where there is no such page.
     *
     * @throws IOException when no address answers with a page that can be read
     */
    Map<String, Optional<String>> index(Page page) throws IOException, InterruptedException {
        Map<String, Optional<String>> listed = new HashMap<>();
        files(page).forEach(file -> listed.put(file.name(), Optional.ofNullable(file.sha256())));
        return listed;
    }

    /** The same with all that an index says of them. */
    List<ListedFile> files(Page page) throws IOException, InterruptedException {
        return first(page, (way, address) -> {
            HttpResponse<byte[]> answer =
                    ask(way, URI.create(address), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_PAGE));
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return isThere(answer)
                    ? Listing.read(answer.uri(), type, answer.body()).files()
                    : List.of();
        });
    }

    /**
     * Which of some files a folder of a conda channel lists, with their SHA-256 where it tells one.
     *
     * @param folder {@code <channel>/linux-64}
     * @throws IOException when no address answers with a list that can be read
     */
    Map<String, Optional<String>> channel(Page folder, Set<String> files) throws IOException, InterruptedException {
        Map<String, Optional<String>> listed = new HashMap<>();
        entries(folder, files::contains)
                .forEach((file, entry) -> listed.put(
                        file, Optional.of(entry.path("sha256").asText()).filter(sha256 -> !sha256.isEmpty())));
        return listed;
    }

    /** The same with all that a channel says of them. */
    Map<String, JsonNode> entries(Page folder, Predicate<String> files) throws IOException, InterruptedException {
        return first(folder, (way, address) -> {
            for (Repodata.Form form : Repodata.Form.values()) {
                Optional<Map<String, JsonNode>> entries = repodata(way, address, form, files);
                if (entries.isPresent()) {
                    return entries.get();
                }
            }
            return Map.of();
        });
    }

    private Optional<Map<String, JsonNode>> repodata(
            Way way, String folder, Repodata.Form form, Predicate<String> files)
            throws IOException, InterruptedException {
        Path kept = Files.createTempFile("channel-", "");
        try {
            BodyHandler<Path> whole =
                    BodyHandlers.ofFile(kept, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            URI address = URI.create(folder + "/" + form.fileName());
            if (!isThere(ask(way, address, BodyHandlers.limiting(whole, LONGEST_CHANNEL)))) {
                return Optional.empty();
            }
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(kept))) {
                Optional<Map<String, JsonNode>> entries = Repodata.entries(form.json(bytes), files);
                if (entries.isEmpty()) {
                    throw new IOException(form.fileName() + " is no list of packages");
                }
                return entries;
            } catch (JsonProcessingException e) {
                throw new IOException(form.fileName() + " is broken or breaks off: " + e.getOriginalMessage(), e);
            }
        } finally {
            Files.delete(kept);
        }
    }

    private static boolean isThere(HttpResponse<?> answer) throws IOException {
        if (ABSENT.contains(answer.statusCode())) {
            return false;
        }
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP status " + answer.statusCode());
        }
        return true;
    }

    /** What one address answers. */
    private interface Question<T> {
        T ask(Way way, String address) throws IOException, InterruptedException;
    }

    private <T> T first(Page page, Question<T> question) throws IOException, InterruptedException {
        Way way = way(page);
        IOException last = new IOException("it has no address");
        for (String address : page.addresses()) {
            turns.acquire();
            try {
                return question.ask(way, address);
            } catch (IOException | IllegalArgumentException e) {
                last = new IOException(address + ": " + (e.getMessage() == null ? e : e.getMessage()), e);
            } finally {
                turns.release();
            }
        }
        throw last;
    }

    /** How a page is reached. */
    private record Way(HttpClient client, @Nullable Credential credential) {}

    /** A manifest names a secret; where it goes is said by the controller's own file alone. */
    private Way way(Page page) throws IOException {
        if (page.credential() == null) {
            return new Way(client(page.proxy()), null);
        }
        Credential credential = credentials.read(page.credential());
        for (String address : page.addresses()) {
            if (!credential.covers(URI.create(address))) {
                throw new IOException("the controller's credential " + page.credential() + " does not name the host "
                        + CredentialHost.origin(URI.create(address)));
            }
        }
        return new Way(client(page.proxy()), credential);
    }

    private static <T> HttpResponse<T> ask(Way way, URI first, BodyHandler<T> body)
            throws IOException, InterruptedException {
        URI address = first;
        for (int hops = 0; ; hops++) {
            HttpResponse<T> answer = send(way, address, body);
            Optional<URI> next = hops < Redirects.MOST ? Redirects.next(answer) : Optional.empty();
            if (next.isEmpty()) {
                return answer;
            }
            address = next.get();
        }
    }

    /** A request's own timeout ends with the first byte; a server that stops sending must not hold anybody. */
    private static <T> HttpResponse<T> send(Way way, URI address, BodyHandler<T> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("Accept", ACCEPT).timeout(TO_ANSWER);
        if (way.credential() != null) {
            way.credential().authorization(address).ifPresent(said -> request.header("Authorization", said));
        }
        CompletableFuture<HttpResponse<T>> answer = way.client().sendAsync(request.build(), body);
        try {
            return answer.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it takes longer than " + TO_END.toMinutes() + " minutes", e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpClient client(@Nullable ProxyUrl proxy) {
        return clients.computeIfAbsent(Optional.ofNullable(proxy), by -> {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(authorities)
                    .connectTimeout(TO_CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER);
            by.map(way -> InetSocketAddress.createUnresolved(way.host(), way.port()))
                    .map(ProxySelector::of)
                    .ifPresent(client::proxy);
            return client.build();
        });
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}

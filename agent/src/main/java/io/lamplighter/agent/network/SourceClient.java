package io.lamplighter.agent.network;

import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.reach.Credential;
import io.lamplighter.api.reach.Redirects;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own requests to one source. No proxy of the process's surroundings has a say, and redirects are followed
 * here, for each step decides anew whether the secret may go there.
 */
public final class SourceClient implements AutoCloseable {
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int OK = 200;

    private final HttpClient http;
    private final @Nullable Credential credential;

    private SourceClient(HttpClient http, @Nullable Credential credential) {
        this.http = http;
        this.credential = credential;
    }

    /** The proxy's name is looked up with each connection. */
    static SourceClient open(
            SSLContext authorities, @Nullable ProxyUrl proxy, @Nullable Credential credential, Duration connect) {
        ProxySelector way = proxy == null
                ? HttpClient.Builder.NO_PROXY
                : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
        HttpClient http = HttpClient.newBuilder()
                .sslContext(authorities)
                .connectTimeout(connect)
                .proxy(way)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new SourceClient(http, credential);
    }

    /**
     * What a source answers in the end, whatever its status; it is never followed from https to http.
     *
     * @param request GET or HEAD
     */
    public <T> Answer<T> send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        URI address = request.uri();
        for (int hops = 0; ; hops++) {
            HttpResponse<Optional<T>> response = http.send(
                    to(address, request),
                    head -> Redirects.isOne(head.statusCode())
                            ? BodySubscribers.replacing(Optional.empty())
                            : BodySubscribers.mapping(body.apply(head), Optional::ofNullable));
            Optional<URI> next = hops < Redirects.MOST ? Redirects.next(response) : Optional.empty();
            if (next.isEmpty()) {
                return new Answer<>(
                        response.statusCode(),
                        response.headers(),
                        response.body().orElse(null));
            }
            address = next.get();
        }
    }

    /** What lies at an address, of which it is known to be short. */
    public byte[] bytes(String address) throws IOException, InterruptedException {
        return whole(address, "*/*", BodyHandlers.ofByteArray());
    }

    /** A page of an index in one of these forms. */
    public String page(String address, String accept) throws IOException, InterruptedException {
        return whole(address, accept, BodyHandlers.ofString());
    }

    /**
     * Fetches a file.
     *
     * @throws IOException also when it is not the one of this digest
     */
    public void file(String address, Path file, Sha256 expected) throws IOException, InterruptedException {
        whole(address, "*/*", BodyHandlers.ofFile(file));
        requireDigest(file, expected, address.substring(address.lastIndexOf('/') + 1));
    }

    /** @param name of the file, for people */
    static void requireDigest(Path file, Sha256 expected, String name) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream content = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        Sha256 found = Sha256.finish(digest);
        if (!found.equals(expected)) {
            throw new IOException("The SHA-256 of " + name + " is " + found + ", not " + expected);
        }
    }

    private <T> T whole(String address, String accept, BodyHandler<T> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(WHOLE)
                .header("Accept", accept)
                .build();
        try {
            Answer<T> answer = send(request, body);
            if (answer.status() != OK || answer.body() == null) {
                throw new IOException(address + " answered HTTP " + answer.status());
            }
            return answer.body();
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException(address + " cannot be reached: " + e, e);
        }
    }

    private HttpRequest to(URI address, HttpRequest request) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request, (_, _) -> true).uri(address);
        if (credential != null) {
            credential.authorization(address).ifPresent(value -> builder.setHeader("Authorization", value));
        }
        return builder.build();
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * An answer.
     *
     * @param body absent for a redirect that leads nowhere, and where it was discarded
     */
    public record Answer<T>(
            int status, HttpHeaders headers, @Nullable T body) {}
}

package io.lamplighter.cli.catalog.page;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Pages of web servers. An answer is written to a file first: a server that stops sending cannot hold the reader. */
final class HttpPages implements Pages {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofMinutes(10);
    private static final int REDIRECTS = 5;
    private static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);

    /** Stores of objects say 403 of what they do not have. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    /** How the JDK's client says that an answer is longer than it may be. */
    private static final String EXCEEDS = "body exceeds capacity";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader) {
        try {
            Path file = Files.createTempFile("lamp-page-", "");
            try {
                return read(address, wanted, reader, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader, Path file) {
        URI at = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<Path> response = exchange(at, wanted, file);
            int status = response.statusCode();
            if (REDIRECTED.contains(status)) {
                at = next(at, response);
            } else if (ABSENT.contains(status)) {
                return new Answer.Absent<>("HTTP status " + status);
            } else if (status == 200) {
                return new Answer.Found<>(at, content(at, wanted, reader, response));
            } else {
                throw new UnreadablePage(at, "HTTP status " + status);
            }
        }
        throw new UnreadablePage(address, "it redirects more than " + REDIRECTS + " times", "name where it leads to");
    }

    private HttpResponse<Path> exchange(URI address, Wanted wanted, Path file) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TO_ANSWER)
                .header("Accept", wanted.accept())
                .header("Accept-Encoding", "gzip")
                .build();
        CompletableFuture<HttpResponse<Path>> response =
                client.sendAsync(request, BodyHandlers.limiting(intoEmptied(file), wanted.limitBytes()));
        try {
            return response.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LampException(ExitStatus.NO, "interrupted while asking " + address, "run it again");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw UnreadablePage.of(
                    address,
                    String.valueOf(cause.getMessage()).startsWith(EXCEEDS) ? new TooLong(wanted.limitBytes()) : cause);
        } catch (TimeoutException e) {
            throw UnreadablePage.of(address, e);
        } finally {
            response.cancel(true);
        }
    }

    /** What a redirect said before must not stay behind a shorter page. */
    private static BodyHandler<Path> intoEmptied(Path file) {
        return BodyHandlers.ofFile(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static URI next(URI at, HttpResponse<Path> response) {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI next = at.resolve(location);
            boolean followed = "https".equals(next.getScheme())
                    || ("http".equals(next.getScheme()) && "http".equals(at.getScheme()));
            if (location.isEmpty() || !followed || next.getHost() == null) {
                throw new UnreadablePage(at, "it redirects to where nobody should follow", "name where it leads to");
            }
            return next;
        } catch (IllegalArgumentException e) {
            throw new UnreadablePage(at, "it redirects to no address", "name where it leads to");
        }
    }

    private static <T> T content(URI address, Wanted wanted, BodyReader<T> reader, HttpResponse<Path> response) {
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(response.body()));
                InputStream bytes = new LimitedBytes(packed ? new GZIPInputStream(file) : file, wanted.limitBytes())) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            return reader.read(new Body(address, type, bytes));
        } catch (IOException e) {
            throw UnreadablePage.of(address, e);
        }
    }
}

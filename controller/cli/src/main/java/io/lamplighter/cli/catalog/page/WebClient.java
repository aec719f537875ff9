package io.lamplighter.cli.catalog.page;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks web servers, for as long as an answer may take, and follows redirects to where anybody may go. */
final class WebClient {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofMinutes(10);
    private static final int REDIRECTS = 5;
    private static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);

    /** How the JDK's client says that an answer is longer than it may be. */
    private static final String EXCEEDS = "body exceeds capacity";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** An answer that is no redirect, and where it came from in the end. */
    record Reply<T>(URI at, HttpResponse<T> response) {}

    /**
     * Asks for what stands at an address.
     *
     * @param body what becomes of each answer, a redirect's too
     * @param limitBytes the longest answer that is taken
     * @throws UnreadablePage when there is no answer
     */
    <T> Reply<T> get(URI address, Map<String, String> headers, BodyHandler<T> body, long limitBytes) {
        URI at = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<T> response = exchange(at, headers, body, limitBytes);
            if (!REDIRECTED.contains(response.statusCode())) {
                return new Reply<>(at, response);
            }
            at = next(at, response);
        }
        throw new UnreadablePage(address, "it redirects more than " + REDIRECTS + " times", "name where it leads to");
    }

    private <T> HttpResponse<T> exchange(
            URI address, Map<String, String> headers, BodyHandler<T> body, long limitBytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TO_ANSWER);
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<T>> response =
                client.sendAsync(request.build(), BodyHandlers.limiting(body, limitBytes));
        try {
            return response.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LampException(ExitStatus.NO, "interrupted while asking " + address, "run it again");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw UnreadablePage.of(
                    address, String.valueOf(cause.getMessage()).startsWith(EXCEEDS) ? new TooLong(limitBytes) : cause);
        } catch (TimeoutException e) {
            throw UnreadablePage.of(address, e);
        } finally {
            response.cancel(true);
        }
    }

    private static URI next(URI at, HttpResponse<?> response) {
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
}

package io.lamplighter.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.wire.Problem;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One exchange with the controller: the token goes along, and what is not an answer becomes an exception. */
final class ControllerHttp {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private static final String UNTYPED = "about:blank";
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ControllerAddress address;
    private final OperatorToken token;
    private final HttpClient client;

    ControllerHttp(ControllerAddress address, OperatorToken token) {
        this.address = address;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    <T> T get(String path, Map<String, String> query, TypeReference<T> type) {
        return read(send(request(path, query).GET()), type);
    }

    /** An answer that is text and no record. */
    String text(String path) {
        return send(request(path, Map.of()).setHeader("Accept", "text/plain").GET());
    }

    <T> T post(String path, Map<String, String> query, String contentType, String body, TypeReference<T> type) {
        HttpRequest.Builder request =
                request(path, query).header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
        return read(send(request), type);
    }

    <T> T put(String path, Map<String, String> query, String contentType, String body, TypeReference<T> type) {
        HttpRequest.Builder request =
                request(path, query).header("Content-Type", contentType).PUT(BodyPublishers.ofString(body));
        return read(send(request), type);
    }

    <T> T delete(String path, Map<String, String> query, TypeReference<T> type) {
        return read(send(request(path, query).DELETE()), type);
    }

    void delete(String path, Map<String, String> query) {
        send(request(path, query).DELETE());
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address.resolve(path + (parameters.isEmpty() ? "" : "?" + parameters)))
                .timeout(TO_ANSWER)
                .header("Authorization", "Bearer " + token.secret())
                .header("Accept", "application/json");
    }

    private String send(HttpRequest.Builder building) {
        HttpRequest request = building.build();
        HttpResponse<String> response = exchange(request);
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return response.body();
        }
        throw refusal(request, response);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LampException(ExitStatus.NO, "interrupted while asking " + address, "run it again");
        } catch (ConnectException e) {
            throw new ControllerUnreachable(address, "the connection is refused, or the host unknown");
        } catch (HttpTimeoutException e) {
            throw new ControllerUnreachable(address, "it takes too long");
        } catch (IOException e) {
            throw new ControllerUnreachable(address, String.valueOf(e.getMessage()));
        }
    }

    private LampException refusal(HttpRequest request, HttpResponse<String> response) {
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith(Problem.MEDIA_TYPE)) {
            return foreign("HTTP status " + response.statusCode());
        }
        try {
            Problem problem = Wire.mapper().readValue(response.body(), Problem.class);
            return knowsNoSuchAddress(problem)
                    ? new ControllerTooOld(
                            address,
                            request,
                            response.headers().firstValue("Server").orElse(""))
                    : ControllerRefusal.of(problem, address, token);
        } catch (JsonProcessingException e) {
            return foreign(e.getOriginalMessage());
        }
    }

    /** What is not there by its name has a type of its own; a name that cannot be one has a detail. */
    private static boolean knowsNoSuchAddress(Problem problem) {
        return (problem.status() == NOT_FOUND || problem.status() == METHOD_NOT_ALLOWED)
                && problem.type().equals(UNTYPED)
                && problem.detail() == null;
    }

    private <T> T read(String body, TypeReference<T> type) {
        try {
            return Wire.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw foreign(e.getOriginalMessage());
        }
    }

    private LampException foreign(String sign) {
        return new LampException(
                ExitStatus.CONTROLLER,
                "what answers at " + address + " does not speak as a controller of this version (" + sign + ")",
                "check --controller, and that lamp and the controller are of one version");
    }
}

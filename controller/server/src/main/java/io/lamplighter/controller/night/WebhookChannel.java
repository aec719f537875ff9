package io.lamplighter.controller.night;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.night.NightMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Posts a night as JSON, signed: {@code Lamplighter-Signature: t=<seconds>,v1=<hex>} is the HMAC-SHA256 of the seconds,
 * a dot and the body. Who checks the time, too, cannot be told an old night again.
 */
@Singleton
final class WebhookChannel implements Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    private final MorningConfig.Webhook config;
    private final InstantSource clock;

    WebhookChannel(MorningConfig config, InstantSource clock) {
        this.config = config.webhook();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean isConfigured() {
        return config.url().isPresent();
    }

    @Override
    public void send(String id, NightMessage message) throws Undelivered, InterruptedException {
        URI url = config.url().orElseThrow();
        String body = Wire.write(message);
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Lamplighter-Delivery", id)
                .header("Lamplighter-Signature", "t=" + seconds + ",v1=" + secret().sign(seconds + "." + body))
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        // one a morning: nothing is kept between two
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() < OK || answer.statusCode() >= REDIRECTION) {
                throw new Undelivered(url.getHost() + " answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new Undelivered(url.getHost() + " cannot be reached: " + e, e);
        }
    }

    private SigningSecret secret() throws Undelivered {
        Path file = config.secretFile().orElseThrow();
        try {
            return new SigningSecret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new Undelivered("the secret in " + file + " cannot be read: " + e, e);
        }
    }
}

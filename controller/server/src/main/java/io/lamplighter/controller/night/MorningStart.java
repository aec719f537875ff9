package io.lamplighter.controller.night;

import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.controller.storage.StartRefused;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Looks at start whether mornings can be told as they are configured: nobody reads a log at seven in the morning. */
@Singleton
final class MorningStart {
    private static final String KEY = "lamplighter.morning.";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final MorningConfig config;

    MorningStart(MorningConfig config) {
        this.config = config;
    }

    void look(@Observes StartupEvent event) {
        check(config);
    }

    static void check(MorningConfig config) {
        config.zone().ifPresent(zone -> readable("zone", () -> new ZoneName(zone)));
        config.cron().ifPresent(cron -> readable("cron", () -> new CronExpression(cron)));
        config.webhook().url().ifPresent(url -> webhook(config, url));
        if (!config.mail().to().orElse(List.of()).isEmpty()
                && config.mail().from().isEmpty()) {
            throw new StartRefused(KEY + "mail.to is set, and no sender: say whose mail it is with " + KEY
                    + "mail.from=lamplighter@lab.example.");
        }
        boolean channel = config.webhook().url().isPresent()
                || !config.mail().to().orElse(List.of()).isEmpty();
        if (channel && config.cron().isEmpty()) {
            throw new StartRefused("Somebody is to be told of nights, and " + KEY
                    + "cron does not say when: set it like " + KEY + "cron=\"0 7 * * mon-fri\".");
        }
        if (!channel && config.cron().isPresent()) {
            throw new StartRefused(KEY + "cron is set, and nobody is to be told: set " + KEY + "webhook.url or " + KEY
                    + "mail.to, too.");
        }
    }

    private static void webhook(MorningConfig config, URI url) {
        if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
            throw new StartRefused(KEY + "webhook.url is no address of the web: \"" + url
                    + "\". Write it like https://chat.lab.example/hooks/abc.");
        }
        Path file = config.webhook()
                .secretFile()
                .orElseThrow(() -> new StartRefused(KEY + "webhook.url is set, and nothing to sign with: make a secret"
                        + " (openssl rand -hex 32) and name its file with " + KEY + "webhook.secret-file=FILE."));
        if (!Files.isReadable(file)) {
            throw new StartRefused("The file of " + KEY + "webhook.secret-file cannot be read: " + file
                    + ". Make it, readable for this account only.");
        }
    }

    private static void readable(String key, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw new StartRefused(KEY + key + " cannot be read: " + e.getMessage(), e);
        }
    }
}

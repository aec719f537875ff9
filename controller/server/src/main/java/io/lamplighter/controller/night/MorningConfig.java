package io.lamplighter.controller.night;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How mornings are told of nights. */
@ConfigMapping(prefix = "lamplighter.morning")
interface MorningConfig {
    /**
     * When the night is told of by mail and webhook, as crontab has it: {@code 0 7 * * mon-fri}. Without it {@code lamp
     * night} tells it to who asks.
     */
    Optional<String> cron();

    /**
     * The time zone of nights and mornings, {@code Europe/Berlin}; by default that of most windows of groups, else the
     * controller's.
     */
    Optional<String> zone();

    /** Whether something is sent after a night in which nothing changed and after which nothing is to be done. */
    @WithDefault("false")
    boolean whenQuiet();

    Webhook webhook();

    Mail mail();

    interface Webhook {
        /** Where the night is posted to, {@code https://chat.lab.example/hooks/abc}. */
        Optional<URI> url();

        /** A file with the secret that what is posted is signed with; read anew for each time. */
        Optional<Path> secretFile();
    }

    interface Mail {
        /**
         * Who gets the mail; the server that takes it is {@code quarkus.mailer.host} and {@code quarkus.mailer.port}.
         */
        Optional<List<String>> to();

        /** Whose mail it is. */
        Optional<String> from();
    }
}

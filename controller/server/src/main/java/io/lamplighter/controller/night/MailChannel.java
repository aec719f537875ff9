package io.lamplighter.controller.night;

import io.lamplighter.api.night.NightMessage;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.inject.Singleton;
import java.util.List;

/** Mails a night as plain text; the server that takes it is configured as Quarkus has it. */
@Singleton
final class MailChannel implements Channel {
    private final MorningConfig.Mail config;
    private final Mailer mailer;

    MailChannel(MorningConfig config, Mailer mailer) {
        this.config = config.mail();
        this.mailer = mailer;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean isConfigured() {
        return !to().isEmpty();
    }

    @Override
    public void send(String id, NightMessage message) throws Undelivered {
        Mail mail = new Mail()
                .setFrom(config.from().orElseThrow())
                .setTo(to())
                .setSubject("Lamplighter: " + message.summary())
                .setText(message.text() + "\n")
                .addHeader("Lamplighter-Delivery", id);
        try {
            mailer.send(mail);
        } catch (RuntimeException e) { // the mailer's client has no exception of its own for what a server refuses
            throw new Undelivered("the mail server did not take it: " + e.getMessage(), e);
        }
    }

    private List<String> to() {
        return config.to().orElse(List.of());
    }
}

package io.lamplighter.agent.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code gpu-17.lab:9464} or {@code [2001:db8::17]:9464}: what Prometheus takes for a target. */
public record ScrapeAddress(String text) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+]):(?<port>[1-9]\\d{0,4})");

    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException when it has no such form, which says the form */
    public ScrapeAddress {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group("port")) > LAST_PORT) {
            throw new IllegalArgumentException("it must be a host and a port, like gpu-17.lab:9464");
        }
    }
}

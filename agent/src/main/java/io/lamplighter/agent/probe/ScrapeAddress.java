package io.lamplighter.agent.probe;

import java.util.regex.Pattern;

/** {@code gpu-17.lab:9464} or {@code [2001:db8::17]:9464}: what Prometheus takes for a target. */
public record ScrapeAddress(String text) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+]):\\d{1,5}");

    /** @throws IllegalArgumentException when it has no such form */
    public ScrapeAddress {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the address of the metrics is a host and a port, like gpu-17.lab:9464; found \"" + text + "\"");
        }
    }
}

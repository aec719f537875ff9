package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The address of an HTTP proxy with its port: no user and no password, no path. */
public record ProxyUrl(@JsonValue String text) {
    private static final Pattern FORM =
            Pattern.compile("http://([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+]):\\d{1,5}/?");
    private static final int LAST_PORT = 65_535;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProxyUrl {
        // first, for the other refusal repeats the address
        if (text.contains("@")) {
            throw new IllegalArgumentException("a password does not belong into a manifest; found one in the address");
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a proxy is written http://HOST:PORT, whatever it leads to; found \"" + text + "\"");
        }
        text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535; found " + port);
        }
    }

    public String host() {
        return text.substring("http://".length(), text.lastIndexOf(':'));
    }

    public int port() {
        return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}

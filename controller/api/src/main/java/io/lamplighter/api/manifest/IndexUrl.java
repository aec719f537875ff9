package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The address of an index: https, or http on the own machine; no user and no password in it. */
public record IndexUrl(@JsonValue String text) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IndexUrl {
        URI uri = parse(text);
        // first, for the other refusals repeat the address
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a password does not belong into a manifest; found one in the address");
        }
        boolean secure = "https".equals(uri.getScheme());
        boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (!secure && !local) {
            throw new IllegalArgumentException(
                    "an index is reached by https (http only on 127.0.0.1 and localhost); found \"" + text + "\"");
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an index has a host, no query and no fragment; found \"" + text + "\"");
        }
        text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address: \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

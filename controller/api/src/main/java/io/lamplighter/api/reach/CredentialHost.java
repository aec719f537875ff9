package io.lamplighter.api.reach;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A host that a secret may go to: its name, and its port where that is not the one of https. */
public record CredentialHost(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:\\d{1,5})?");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String HTTPS_PORT = ":443";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CredentialHost {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no host");
        }
        text = text.endsWith(HTTPS_PORT) ? text.substring(0, text.length() - HTTPS_PORT.length()) : text;
    }

    /** What addresses there begin with: nothing secret goes over a network in the clear. */
    public List<String> origins() {
        boolean local = LOOPBACK.contains(text.replaceFirst(":\\d+$", ""));
        return (local ? Stream.of("https://", "http://") : Stream.of("https://"))
                .map(scheme -> scheme + text)
                .toList();
    }

    public boolean covers(URI address) {
        return origins().contains(origin(address));
    }

    /** Scheme, host and port of an address, in lower case, without the port that its scheme has by itself. */
    public static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = address.getPort();
        return scheme + "://" + host + (port == -1 || port == usual ? "" : ":" + port);
    }
}

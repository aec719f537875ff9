package io.lamplighter.cli.connection;

import io.lamplighter.cli.exit.LampException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where a controller listens: https, or http on this machine, because the token goes along. */
record ControllerAddress(URI uri) {
    static final String DEFAULT = "http://127.0.0.1:8680";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Reads an address; {@code where} says who named it. */
    static ControllerAddress parse(String text, String where) {
        URI uri = uri(text, where);
        if (uri.getHost() == null || uri.getScheme() == null) {
            throw wrong(text, where, "write it like " + DEFAULT);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(
                    uri.getScheme() + "://…@" + uri.getHost(),
                    where,
                    "an address has no user, password, query or fragment; the token is in a file of its own");
        }
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> {}
            case "http" -> requireLoopback(uri);
            default -> throw wrong(text, where, "write it like " + DEFAULT);
        }
        return new ControllerAddress(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    URI resolve(String path) {
        return URI.create(uri + path);
    }

    private static void requireLoopback(URI uri) {
        if (!LOOPBACK.contains(uri.getHost())) {
            throw LampException.badInput(
                    "plain http to " + uri.getHost() + " would show the token to the network",
                    "reach it through a tunnel: ssh -L 8680:127.0.0.1:8680 " + uri.getHost() + ", then --controller "
                            + DEFAULT);
        }
    }

    private static URI uri(String text, String where) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, where, "write it like " + DEFAULT);
        }
    }

    private static LampException wrong(String text, String where, String nextStep) {
        return LampException.badInput("\"" + text + "\" (" + where + ") is no address of a controller", nextStep);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}

package io.lamplighter.cli.catalog.probe;

import io.lamplighter.cli.exit.LampException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a source stands: http, https or file, without user and password. */
record SourceAddress(URI uri) {
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");
    private static final String FORM = "name it like https://mirror.example/simple or file:///srv/mirror";

    /** @throws LampException when the text is none */
    static SourceAddress parse(String text) {
        try {
            URI uri = new URI(text);
            // first, for the other refusals repeat the address
            if (uri.getRawUserInfo() != null) {
                throw LampException.badInput("a password does not belong into an address", "name the source without");
            }
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
                throw LampException.badInput("\"" + text + "\" is no address of a source", FORM);
            }
            boolean local = uri.getScheme().equals("file");
            if (uri.getRawPath() == null || local == (uri.getHost() != null)) {
                throw LampException.badInput("\"" + text + "\" is no address of a source", FORM);
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw LampException.badInput("a source has no query and no fragment: \"" + text + "\"", FORM);
            }
            return new SourceAddress(uri);
        } catch (URISyntaxException e) {
            throw LampException.badInput("\"" + text + "\" is no address", FORM);
        }
    }

    /** Whether it is one page by its name, not a folder of them. */
    boolean isPage() {
        return uri.getPath().endsWith(".html") || uri.getPath().endsWith(".htm");
    }

    /** The page of the source itself. */
    URI page() {
        return isPage() || uri.getPath().endsWith("/") ? uri : URI.create(uri + "/");
    }

    /** What stands under it, {@code cu126/torch/}. */
    URI under(String path) {
        return page().resolve(path);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}

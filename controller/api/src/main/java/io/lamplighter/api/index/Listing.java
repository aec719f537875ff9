package io.lamplighter.api.index;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an index page lists.
 *
 * @param files that can be fetched
 * @param pages names of what it links besides, as the projects of an index are
 * @param oddities links that installers may read otherwise than people, a sentence each
 */
public record Listing(List<ListedFile> files, List<String> pages, List<String> oddities) {
    private static final Pattern FILE = Pattern.compile(".+\\.(whl|tar\\.gz|tar\\.bz2|zip|egg|exe)");

    public Listing {
        files = List.copyOf(files);
        pages = List.copyOf(pages);
        oddities = List.copyOf(oddities);
    }

    /**
     * Reads a page in whichever of the two forms it came.
     *
     * @param address where it stands: links may be relative to it
     * @param contentType as the server says it; empty when it says nothing
     * @throws IllegalArgumentException when it is no index page
     */
    public static Listing read(URI address, String contentType, byte[] bytes) throws IOException {
        return isJson(contentType) ? JsonListing.parse(address, bytes) : html(address, bytes);
    }

    private static Listing html(URI address, byte[] bytes) {
        return HtmlListing.parse(address, new String(bytes, StandardCharsets.UTF_8));
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.startsWith("application/vnd.pypi.simple.v1+json");
    }

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }
}

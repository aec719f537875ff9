package io.lamplighter.api.index;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Index pages as HTML: PEP 503 with the attributes that PEP 592, 658 and 714 added, and any flat page of links. */
final class HtmlListing {
    private static final Pattern SHA256 = Pattern.compile("(?:.*&)?sha256=([0-9a-fA-F]{64})(?:&.*)?");

    private HtmlListing() {}

    /** @throws IllegalArgumentException when it is no such page */
    static Listing parse(URI address, String html) {
        List<ListedFile> files = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        List<String> oddities = new ArrayList<>();
        URI base = address;
        for (HtmlTag tag : HtmlScan.tags(html)) {
            Map<String, String> attributes = tag.attributes();
            switch (tag.name()) {
                case "base" -> base = address.resolve(attributes.getOrDefault("href", ""));
                case "meta" -> requireKnownVersion(attributes);
                case "a" -> {
                    String link = attributes.getOrDefault("href", "").strip();
                    try {
                        add(base.resolve(link), tag, files, pages, oddities);
                    } catch (IllegalArgumentException e) {
                        oddities.add("\"" + link + "\" is no address");
                    }
                }
                default -> {}
            }
        }
        return new Listing(files, pages, oddities);
    }

    private static void requireKnownVersion(Map<String, String> meta) {
        if (meta.getOrDefault("name", "").equals("pypi:repository-version")) {
            Versions.requireKnown(meta.getOrDefault("content", Versions.FIRST));
        }
    }

    private static void add(
            URI address, HtmlTag tag, List<ListedFile> files, List<String> pages, List<String> oddities) {
        String name = ListedFile.nameOf(address);
        if (!Listing.isFile(name)) {
            pages.add(name);
            return;
        }
        files.add(file(name, address, tag.attributes()));
        if (Listing.isFile(tag.text()) && !tag.text().endsWith(name)) {
            oddities.add("what is shown as " + tag.text() + " is a link to " + name);
        }
    }

    private static ListedFile file(String name, URI address, Map<String, String> attributes) {
        Matcher hash = SHA256.matcher(String.valueOf(address.getRawFragment()));
        return new ListedFile(
                name,
                address,
                hash.matches() ? hash.group(1) : null,
                attributes.get("data-requires-python"),
                sidecar(
                        address,
                        attributes.getOrDefault("data-core-metadata", attributes.get("data-dist-info-metadata"))),
                attributes.get("data-yanked"));
    }

    private static @Nullable Sidecar sidecar(URI address, @Nullable String said) {
        if (said == null || said.equals("false")) {
            return null;
        }
        Matcher hash = SHA256.matcher(said);
        return Sidecar.of(address, hash.matches() ? hash.group(1) : null);
    }
}

package io.lamplighter.agent.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project's page in an index, as PEP 691 writes it or, on a mirror that knows only that, PEP 503.
 *
 * @param address of the page: links may be relative to it
 */
record IndexPage(URI address, String text) {
    static final String ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5";

    private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)");

    /** Where a file lies. */
    Optional<URI> file(String name) {
        Optional<String> link = text.stripLeading().startsWith("{") ? inJson(name) : inHtml(name);
        return link.map(address::resolve);
    }

    private Optional<String> inJson(String name) {
        try {
            for (JsonNode file : Wire.mapper().readTree(text).path("files")) {
                if (file.path("filename").asText().equals(name)) {
                    return Optional.of(file.path("url").asText());
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Optional<String> inHtml(String name) {
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            String link = links.group(1);
            if (link.substring(link.lastIndexOf('/') + 1).equals(name)) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }
}

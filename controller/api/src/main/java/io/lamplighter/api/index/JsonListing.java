package io.lamplighter.api.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Index pages as JSON, PEP 691. */
final class JsonListing {
    private static final List<String> METADATA =
            List.of("core-metadata", "dist-info-metadata", "data-dist-info-metadata");

    private JsonListing() {}

    /** @throws IllegalArgumentException when it is no such page */
    static Listing parse(URI address, byte[] json) throws IOException {
        JsonNode page;
        try {
            page = Wire.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its JSON is broken or breaks off: " + e.getOriginalMessage(), e);
        }
        if (!page.path("files").isArray() && !page.path("projects").isArray()) {
            throw new IllegalArgumentException("its JSON lists neither files nor projects");
        }
        Versions.requireKnown(page.path("meta").path("api-version").asText(Versions.FIRST));
        List<ListedFile> files = new ArrayList<>();
        List<String> oddities = new ArrayList<>();
        for (JsonNode file : page.path("files")) {
            String url = file.path("url").asText();
            try {
                files.add(file(address.resolve(url), file));
            } catch (IllegalArgumentException e) {
                oddities.add("\"" + url + "\" is no address");
            }
        }
        List<String> projects = new ArrayList<>();
        page.path("projects")
                .forEach(project -> projects.add(project.path("name").asText()));
        return new Listing(files, projects, oddities);
    }

    private static ListedFile file(URI address, JsonNode file) {
        return new ListedFile(
                ListedFile.nameOf(address),
                address,
                text(file.path("hashes").path("sha256")),
                text(file.path("requires-python")),
                sidecar(address, file),
                says(file.path("yanked")) ? reason(file.path("yanked")) : null,
                instant(text(file.path("upload-time"))));
    }

    private static @Nullable Sidecar sidecar(URI address, JsonNode file) {
        return METADATA.stream()
                .map(file::path)
                .filter(JsonListing::says)
                .findFirst()
                .map(said -> Sidecar.of(address, text(said.path("sha256"))))
                .orElse(null);
    }

    /** Both {@code true} and any text or object say yes; {@code false}, null and nothing say no. */
    private static boolean says(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && (!value.isBoolean() || value.asBoolean());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) { // an index that cannot tell the time tells none
            return null;
        }
    }

    private static String reason(JsonNode yanked) {
        return yanked.isTextual() ? yanked.asText() : "";
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.asText() : null;
    }
}

package io.lamplighter.planner.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The files that lie beside this class. */
final class CatalogResources {
    private CatalogResources() {}

    /** Those that people write, by their names. */
    static Map<String, String> texts() {
        return Catalog.files().stream()
                .collect(Collectors.toMap(file -> file, file -> new String(bytes(file), StandardCharsets.UTF_8)));
    }

    static byte[] bytes(String file) {
        try (InputStream resource = Objects.requireNonNull(CatalogResources.class.getResourceAsStream(file), file)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.lamplighter.cli.catalog.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What stands in the folders of recordings. */
final class Recording {
    private Recording() {}

    static String text(String name) {
        try (InputStream bytes = Objects.requireNonNull(Recording.class.getResourceAsStream("/" + name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.lamplighter.agent.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The programs beside this class. */
final class Scripts {
    private Scripts() {}

    static String read(String name) {
        try (InputStream file = Objects.requireNonNull(Scripts.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

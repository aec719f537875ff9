package io.lamplighter.agent.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts of {@code /proc}, in which anything may stand. */
final class Text {
    private Text() {}

    /** What is no UTF-8 becomes a replacement character, and so part of no name that is looked for. */
    static String of(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }
}

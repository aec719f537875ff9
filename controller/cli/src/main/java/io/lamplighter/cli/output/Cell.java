package io.lamplighter.cli.output;

import org.jspecify.annotations.Nullable;

/** A piece of text and how it is meant. */
public record Cell(String text, Tone tone) {
    public Cell {
        text = Printable.line(text);
    }

    /** Plain text; what is absent shows as a dash. */
    public static Cell of(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return new Cell(text.isEmpty() ? "-" : text, Tone.PLAIN);
    }

    int width() {
        return text.codePointCount(0, text.length());
    }
}

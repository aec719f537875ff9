package io.lamplighter.cli.output;

/**
 * Text that cannot steer a terminal: names, reasons and logs come from machines and packages that nobody vouches for.
 * Control, format and bidirectional characters become escapes that are those of JSON too, so that JSON stays what it
 * was.
 */
public final class Printable {
    private Printable() {}

    /** One line of text; a line break in it is escaped. */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Printable::steers)) {
            return text;
        }
        StringBuilder harmless = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> append(character, harmless));
        return harmless.toString();
    }

    private static void append(int character, StringBuilder harmless) {
        if (character == '\t') {
            harmless.append("    ");
        } else if (steers(character)) {
            for (char unit : Character.toChars(character)) {
                harmless.append(String.format("\\u%04x", (int) unit));
            }
        } else {
            harmless.appendCodePoint(character);
        }
    }

    private static boolean steers(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}

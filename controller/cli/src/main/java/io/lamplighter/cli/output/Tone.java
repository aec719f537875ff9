package io.lamplighter.cli.output;

/** How a text is meant, which a terminal shows by a colour. */
public enum Tone {
    PLAIN(""),
    GOOD("32"),
    BAD("31"),
    CAUTION("33"),
    QUIET("2");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}

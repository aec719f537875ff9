package io.lamplighter.agent.failure;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;

/** Text of a program as it may be kept, sent and shown: without secrets and without what moves a terminal. */
public final class LogText {
    /** Longer lines are cut: what is kept of a program is bounded. */
    public static final int LONGEST_LINE = 4_000;

    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile(
            "\\x1b(?:\\[[\\x30-\\x3f]{0,32}[\\x20-\\x2f]{0,8}[\\x40-\\x7e]|\\][^\\x07\\x1b]{0,2000}(?:\\x07|\\x1b\\\\)?)");

    /** Control characters but the tab, and those that turn the direction of what follows. */
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]");

    private LogText() {}

    /** One line. */
    public static String line(String line) {
        String clean = Credentials.removed(printable(line));
        return clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE) + "…";
    }

    /** One line that may have secrets, for looking at only. */
    static String printable(String line) {
        if (line.chars().allMatch(character -> character >= ' ' && character < '\u007f')) {
            return line;
        }
        String visible = line.substring(line.stripTrailing().lastIndexOf('\r') + 1); // a progress bar's last state
        return UNPRINTABLE
                .matcher(ESCAPE_SEQUENCE.matcher(visible).replaceAll(""))
                .replaceAll("");
    }

    /** As many lines as there are. */
    public static String lines(String text) {
        return text.lines().map(LogText::line).collect(joining("\n"));
    }
}

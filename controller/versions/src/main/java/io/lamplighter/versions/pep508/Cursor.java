package io.lamplighter.versions.pep508;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a text that is read from left to right. Blanks are spaces and tabs only: a line break is never one. */
final class Cursor {
    private static final Pattern BLANKS = Pattern.compile("[ \\t]*");

    private final String what;
    private final String text;
    private int position;

    /** @param what is read, for messages: {@code requirement} */
    Cursor(String what, String text) {
        this.what = what;
        this.text = text;
        skipBlanks();
    }

    /** Takes what matches here and the blanks behind it; null when nothing does. */
    @Nullable
    String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        // a word ends where the text says so, not where the region begins
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt() || matcher.end() == position) {
            return null;
        }
        position = matcher.end();
        skipBlanks();
        return matcher.group();
    }

    /** Takes exactly this, if it stands here. */
    boolean take(String expected) {
        return take(Pattern.compile(expected, Pattern.LITERAL)) != null;
    }

    boolean atEnd() {
        return position == text.length();
    }

    String rest() {
        return text.substring(position);
    }

    IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException(message(reason));
    }

    IllegalArgumentException bad(String reason, IllegalArgumentException cause) {
        return new IllegalArgumentException(message(reason), cause);
    }

    private String message(String reason) {
        return "bad " + what + " \"" + text.strip() + "\": " + reason;
    }

    private void skipBlanks() {
        Matcher blanks = BLANKS.matcher(text).region(position, text.length());
        if (blanks.lookingAt()) {
            position = blanks.end();
        }
    }
}

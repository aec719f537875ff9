package io.lamplighter.versions.conda;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a text is compared with, letter case aside (CEP 29, "String matching"). */
sealed interface TextPattern {
    /**
     * Reads a regular expression, which goes from {@code ^} to {@code $}, a glob, or a text.
     *
     * @throws IllegalArgumentException for a regular expression that is none, or that other tools would read otherwise
     */
    static TextPattern parse(String text) {
        return isExpression(text) ? Expression.parse(text) : Glob.parse(text);
    }

    static boolean isExpression(String text) {
        return text.length() > 1 && text.startsWith("^") && text.endsWith("$");
    }

    /**
     * Whether a text is meant.
     *
     * @throws IllegalArgumentException where a regular expression would take too long
     */
    boolean matches(String other);

    /** In lower case where case does not count. */
    String text();

    /** {@code *cuda*}; with one piece it is a whole text. */
    record Glob(List<String> pieces) implements TextPattern {
        private static final Pattern STARS = Pattern.compile("\\*+");

        public Glob {
            pieces = List.copyOf(pieces);
        }

        static Glob parse(String text) {
            return new Glob(List.of(STARS.split(text.toLowerCase(Locale.ROOT), -1)));
        }

        /** Takes each piece where it stands first: so there is nothing to try again, however many stars there are. */
        @Override
        public boolean matches(String other) {
            String lower = other.toLowerCase(Locale.ROOT);
            String first = pieces.getFirst();
            String last = pieces.getLast();
            if (pieces.size() == 1) {
                return lower.equals(first);
            }
            if (!lower.startsWith(first)) {
                return false;
            }
            int position = first.length();
            for (String piece : pieces.subList(1, pieces.size() - 1)) {
                int found = lower.indexOf(piece, position);
                if (found < 0) {
                    return false;
                }
                position = found + piece.length();
            }
            return lower.length() - last.length() >= position && lower.endsWith(last);
        }

        @Override
        public String text() {
            return String.join("*", pieces);
        }
    }

    /** {@code ^py3(10|11)_.*$}; what it would take too long to compare is refused when it is. */
    record Expression(String text, Pattern pattern) implements TextPattern {
        /** What Python's expressions, which conda uses, Rust's and Java's have in common. */
        private static final Pattern PORTABLE = Pattern.compile("""
                (?:\\\\[dDwWsSbB]|\\\\[^A-Za-z0-9'"]|\\((?!\\?)|[^\\\\\\[\\]('"]\
                |\\[\\^?(?:[^\\[\\]\\\\&'"]|&(?!&)|\\\\[dDwWsS]|\\\\[^A-Za-z0-9'"])++\\])*+""");

        static Expression parse(String text) {
            if (!PORTABLE.matcher(text).matches()) {
                throw new IllegalArgumentException("bad regular expression \"" + text
                        + "\": it has what not every tool reads alike: quotes, (?, a [ within [], &&, or a backslash before"
                        + " a letter other than d, w, s and b");
            }
            try {
                return new Expression(text, Pattern.compile(text, Pattern.CASE_INSENSITIVE));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("bad regular expression \"" + text + "\": " + e.getDescription(), e);
            }
        }

        @Override
        public boolean matches(String other) {
            return pattern.matcher(new PatientText(other)).lookingAt();
        }

        /** Patterns know no equality. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Expression expression && text.equals(expression.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}

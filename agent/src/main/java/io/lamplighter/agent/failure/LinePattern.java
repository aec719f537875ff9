package io.lamplighter.agent.failure;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of RE2, looked for in single lines: what that costs grows with the length of a line only. Most lines lack a
 * text that the pattern cannot do without, and are not matched at all.
 */
public final class LinePattern {
    private final Pattern pattern;
    private final String needed;

    private LinePattern(Pattern pattern) {
        this.pattern = pattern;
        this.needed = new NeededText(pattern.pattern()).find();
    }

    /** @throws PatternSyntaxException when RE2 does not take it */
    static LinePattern compile(String text) {
        return new LinePattern(Pattern.compile(text));
    }

    /** As it is written in the catalogue. */
    public String text() {
        return pattern.pattern();
    }

    boolean hasGroup() {
        return pattern.groupCount() > 0;
    }

    boolean isIn(String line) {
        return line.contains(needed) && pattern.matcher(line).find();
    }

    /** The first group of the first match; null when there is no match, or the group is not part of it. */
    @Nullable
    String groupIn(String line) {
        if (!line.contains(needed)) {
            return null;
        }
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** The longest run of plain characters outside of groups; empty when there is none, or it is not certain. */
    private static final class NeededText {
        private static final String CLASSES = "dDwWsSbB";

        private final String pattern;
        private final StringBuilder run = new StringBuilder();
        private String longest = "";
        private int at;

        NeededText(String pattern) {
            this.pattern = pattern;
        }

        String find() {
            if (pattern.replace("(?:", "(").contains("(?")) {
                return "";
            }
            while (at < pattern.length()) {
                char next = pattern.charAt(at++);
                switch (next) {
                    case '|' -> {
                        return "";
                    }
                    case '\\' -> {
                        if (!escape(pattern.charAt(at++))) {
                            return "";
                        }
                    }
                    case '(' -> skipGroup();
                    case '[' -> skipClass();
                    case '{' -> {
                        dropLast();
                        at = pattern.indexOf('}', at) + 1;
                    }
                    case '*', '?' -> dropLast();
                    case '+', '.', '^', '$' -> end();
                    default -> run.append(next);
                }
            }
            end();
            return longest;
        }

        private boolean escape(char escaped) {
            if (!Character.isLetterOrDigit(escaped)) {
                run.append(escaped);
                return true;
            }
            end();
            return CLASSES.indexOf(escaped) >= 0;
        }

        private void skipGroup() {
            end();
            for (int depth = 1; depth > 0; ) {
                switch (pattern.charAt(at++)) {
                    case '\\' -> at++;
                    case '[' -> skipClass();
                    case '(' -> depth++;
                    case ')' -> depth--;
                    default -> {}
                }
            }
        }

        private void skipClass() {
            end();
            at += pattern.charAt(at) == '^' ? 2 : 1; // a bracket in first place is a character
            while (pattern.charAt(at) != ']') {
                at += pattern.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }

        private void dropLast() {
            run.setLength(Math.max(0, run.length() - 1));
            end();
        }

        private void end() {
            if (run.length() > longest.length()) {
                longest = run.toString();
            }
            run.setLength(0);
        }
    }
}

package io.lamplighter.versions.pep508;

import java.util.regex.Pattern;

/**
 * Checks a marker against the grammar of PEP 508. Its value is found by the installer, which knows the interpreter it
 * is for.
 */
final class MarkerParser {
    private static final Pattern COMPARISON = Pattern.compile("===|==|~=|!=|<=|>=|<|>|in\\b|not[ \\t]+in\\b");
    private static final Pattern AND = Pattern.compile("and\\b");
    private static final Pattern OR = Pattern.compile("or\\b");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_.]+");
    private static final Pattern VARIABLE = Pattern.compile("(python_version|python_full_version|os_name|sys_platform"
            + "|platform_release|platform_system|platform_version|platform_machine|platform_python_implementation"
            + "|implementation_name|implementation_version|extra)\\b");

    /** PEP 508's {@code python_str}: no backslash and no control character but the tab. */
    private static final Pattern STRING =
            Pattern.compile("'[\\t\\x20-\\x7E&&[^'\\\\]]*'|\"[\\t\\x20-\\x7E&&[^\"\\\\]]*\"");

    private static final int DEEPEST = 20;

    private final Cursor cursor;

    private MarkerParser(String text) {
        cursor = new Cursor("marker", text);
    }

    /**
     * Checks a marker.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static void check(String text) {
        MarkerParser parser = new MarkerParser(text);
        parser.alternatives(0);
        if (!parser.cursor.atEnd()) {
            throw parser.cursor.bad("\"" + parser.cursor.rest() + "\" is not expected; and, or, or the end is");
        }
    }

    private void alternatives(int depth) {
        do {
            conjunction(depth);
        } while (cursor.take(OR) != null);
    }

    private void conjunction(int depth) {
        do {
            expression(depth);
        } while (cursor.take(AND) != null);
    }

    private void expression(int depth) {
        if (depth == DEEPEST) {
            throw cursor.bad("parentheses are nested too deep");
        }
        if (cursor.take("(")) {
            alternatives(depth + 1);
            if (!cursor.take(")")) {
                throw cursor.bad("a parenthesis is not closed");
            }
            return;
        }
        operand();
        if (cursor.take(COMPARISON) == null) {
            throw cursor.bad("a comparison is missing" + found() + "; there are == != <= >= < > ~= === in, not in");
        }
        operand();
    }

    private void operand() {
        if (cursor.take(VARIABLE) != null || cursor.take(STRING) != null) {
            return;
        }
        String word = cursor.take(WORD);
        throw word == null
                ? cursor.bad("a variable or a quoted text is missing" + found())
                : cursor.bad("there is no variable \"" + word + "\"; text stands in quotes, and the variables are"
                        + " python_version, python_full_version, os_name, sys_platform, platform_machine,"
                        + " platform_system, platform_release, platform_version, platform_python_implementation,"
                        + " implementation_name, implementation_version and extra");
    }

    private String found() {
        return cursor.atEnd() ? " at the end" : " before \"" + cursor.rest() + "\"";
    }
}

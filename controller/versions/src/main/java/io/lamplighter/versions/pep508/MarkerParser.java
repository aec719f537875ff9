package io.lamplighter.versions.pep508;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the grammar of markers: {@code and} binds closer than {@code or}. */
final class MarkerParser {
    private static final Pattern COMPARISON = Pattern.compile("===|==|~=|!=|<=|>=|<|>|in\\b|not[ \\t]+in\\b");
    private static final Pattern AND = Pattern.compile("and\\b");
    private static final Pattern OR = Pattern.compile("or\\b");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_.]+");
    /** PEP 508's {@code python_str}: no backslash and no control character but the tab. */
    private static final Pattern STRING =
            Pattern.compile("'[\\t\\x20-\\x7E&&[^'\\\\]]*'|\"[\\t\\x20-\\x7E&&[^\"\\\\]]*\"");

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private static final int DEEPEST = 20;

    private final Cursor cursor;

    MarkerParser(String text) {
        cursor = new Cursor("marker", text);
    }

    Marker parse() {
        Marker marker = alternatives(0);
        if (!cursor.atEnd()) {
            throw cursor.bad("\"" + cursor.rest() + "\" is not expected; and, or, or the end is");
        }
        return marker;
    }

    private Marker alternatives(int depth) {
        List<Marker> any = new ArrayList<>();
        do {
            any.add(conjunction(depth));
        } while (cursor.take(OR) != null);
        return any.size() == 1 ? any.getFirst() : new Marker.Or(any);
    }

    private Marker conjunction(int depth) {
        List<Marker> all = new ArrayList<>();
        do {
            all.add(expression(depth));
        } while (cursor.take(AND) != null);
        return all.size() == 1 ? all.getFirst() : new Marker.And(all);
    }

    private Marker expression(int depth) {
        if (depth == DEEPEST) {
            throw cursor.bad("parentheses are nested too deep");
        }
        if (!cursor.take("(")) {
            return comparison();
        }
        Marker inner = alternatives(depth + 1);
        if (!cursor.take(")")) {
            throw cursor.bad("a parenthesis is not closed");
        }
        return inner;
    }

    private Marker comparison() {
        MarkerOperand left = operand();
        String sign = cursor.take(COMPARISON);
        if (sign == null) {
            throw cursor.bad("a comparison is missing" + found() + "; there are == != <= >= < > ~= === in, not in");
        }
        MarkerOperator operator = operator(sign);
        MarkerOperand right = operand();
        if (operator == MarkerOperator.COMPATIBLE && !comparesVersions(left, right)) {
            throw cursor.bad("~= compares versions, like python_full_version ~= '3.11.2'; " + left.text() + " and "
                    + right.text() + " are not both");
        }
        return new Marker.Comparison(left, operator, right);
    }

    /** Elsewhere texts are compared where versions cannot be, but {@code ~=} has no meaning for them. */
    private static boolean comparesVersions(MarkerOperand left, MarkerOperand right) {
        return (left.isVersion() || right.isVersion())
                && (!(right instanceof MarkerOperand.Literal(String value))
                        || MarkerOperator.COMPATIBLE.specifier(value).isPresent());
    }

    private static MarkerOperator operator(String sign) {
        String spaced = BLANKS.matcher(sign).replaceAll(" ");
        return Stream.of(MarkerOperator.values())
                .filter(operator -> operator.sign().equals(spaced))
                .findFirst()
                .orElseThrow();
    }

    private MarkerOperand operand() {
        String literal = cursor.take(STRING);
        if (literal != null) {
            return new MarkerOperand.Literal(literal.substring(1, literal.length() - 1));
        }
        String word = cursor.take(WORD);
        if (word == null) {
            throw cursor.bad("a variable or a quoted text is missing" + found());
        }
        return new MarkerOperand.Variable(MarkerVariable.named(word)
                .orElseThrow(() -> cursor.bad("there is no variable \"" + word + "\"; text stands in quotes, and the"
                        + " variables are " + variables())));
    }

    private static String variables() {
        String all =
                Stream.of(MarkerVariable.values()).map(MarkerVariable::text).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " and " + all.substring(last + 2);
    }

    private String found() {
        return cursor.atEnd() ? " at the end" : " before \"" + cursor.rest() + "\"";
    }
}

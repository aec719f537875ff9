package io.lamplighter.versions.pep440;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one specifier, and says which part of it is wrong. */
final class SpecifierParser {
    private static final Pattern SIGN = Pattern.compile("[=<>!~^]+");
    private static final Pattern RELEASE =
            Pattern.compile("v?(?:\\d++!)?\\d++(?:\\.\\d++)*+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPELLING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+!-]*");
    private static final String WILDCARD = ".*";

    private SpecifierParser() {}

    static Specifier parse(String text) {
        Comparison comparison = comparison(text);
        String operand = text.substring(comparison.sign().length()).strip();
        if (operand.isEmpty()) {
            throw bad(text, "no version stands behind " + comparison.sign());
        }
        if (operand.indexOf('*') >= 0) {
            return series(text, comparison, operand);
        }
        if (comparison == Comparison.SPELLED) {
            return spelled(text, operand);
        }
        return compared(text, comparison, version(text, operand));
    }

    private static Comparison comparison(String text) {
        Matcher sign = SIGN.matcher(text);
        if (!sign.lookingAt()) {
            throw bad(text, "a comparison is missing; write ==" + text + " or >=" + text);
        }
        Comparison comparison = Comparison.beginning(text).orElse(null);
        if (comparison == null || !comparison.sign().equals(sign.group())) {
            throw bad(text, sign.group() + " is no comparison; " + likely(sign.group(), text.substring(sign.end())));
        }
        return comparison;
    }

    private static String likely(String sign, String rest) {
        return switch (sign) {
            case "=" -> "did you mean ==" + rest.strip() + "?";
            case "=>" -> "did you mean >=" + rest.strip() + "?";
            case "=<" -> "did you mean <=" + rest.strip() + "?";
            case "^", "~" -> "did you mean ~=" + rest.strip() + "?";
            case "<>", "!", "!==" -> "did you mean !=" + rest.strip() + "?";
            default -> "there are == != <= >= < > ~= ===";
        };
    }

    private static Specifier spelled(String text, String operand) {
        if (!SPELLING.matcher(operand).matches()) {
            throw bad(text, "\"" + operand + "\" is not the spelling of a version");
        }
        return new Specifier.Spelled(operand);
    }

    private static Specifier series(String text, Comparison comparison, String operand) {
        if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
            throw bad(text, "a wildcard stands only behind == and !=");
        }
        String release = operand.endsWith(WILDCARD) ? operand.substring(0, operand.length() - WILDCARD.length()) : "";
        if (!RELEASE.matcher(release).matches()) {
            throw bad(text, "a wildcard ends a plain release, like ==2.10.*");
        }
        Series series = Pep440Version.parse(release).series();
        return comparison == Comparison.EQUAL ? new Specifier.InSeries(series) : new Specifier.NotInSeries(series);
    }

    private static Pep440Version version(String text, String operand) {
        try {
            return Pep440Version.parse(operand);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message(text, "\"" + operand + "\" is no version"), e);
        }
    }

    private static Specifier compared(String text, Comparison comparison, Pep440Version bound) {
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
        if (bound.local().isPresent() && !equality) {
            throw bad(
                    text,
                    "a local version (+" + bound.local().get() + ") stands only behind == and !=; leave it out here");
        }
        if (comparison == Comparison.COMPATIBLE && bound.release().size() < 2) {
            throw bad(text, "~= needs at least two numbers, like ~=" + bound.normalized() + ".0");
        }
        return new Specifier.Compared(comparison, bound);
    }

    private static IllegalArgumentException bad(String specifier, String reason) {
        return new IllegalArgumentException(message(specifier, reason));
    }

    private static String message(String specifier, String reason) {
        return "bad version specifier \"" + specifier + "\": " + reason;
    }
}

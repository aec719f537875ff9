package io.lamplighter.versions.conda;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads clauses, commas, bars and parentheses, and turns them into alternatives of clauses. */
final class VersionSpecParser {
    private static final Pattern EXPRESSION = Pattern.compile("\\^[^$]*+\\$");
    private static final Pattern CLAUSE = Pattern.compile("[^()|,]++");
    private static final Pattern BLANKS = Pattern.compile("\\s*+");

    private static final int LONGEST = 10_000;

    private static final int DEEPEST = 20;

    /** Each pair of parentheses may multiply the alternatives. */
    private static final int MOST = 256;

    private final String text;
    private int position;

    VersionSpecParser(String text) {
        this.text = text;
    }

    CondaVersionSpec parse() {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a conda version spec has at most " + LONGEST + " characters");
        }
        List<List<VersionClause>> alternatives = alternatives(0);
        if (position < text.length()) {
            throw bad("\"" + text.substring(position) + "\" is not expected; a comma, a bar or the end is");
        }
        return alternatives.contains(List.<VersionClause>of())
                ? CondaVersionSpec.ANY
                : new CondaVersionSpec(alternatives);
    }

    private List<List<VersionClause>> alternatives(int depth) {
        if (depth == DEEPEST) {
            throw bad("parentheses are nested too deep");
        }
        List<List<VersionClause>> alternatives = new ArrayList<>();
        do {
            alternatives.addAll(conjunction(depth));
        } while (take('|'));
        return limited(alternatives);
    }

    private List<List<VersionClause>> conjunction(int depth) {
        List<List<VersionClause>> conjunction = term(depth);
        while (take(',')) {
            conjunction = product(conjunction, term(depth));
        }
        return conjunction;
    }

    private List<List<VersionClause>> term(int depth) {
        if (take('(')) {
            List<List<VersionClause>> inner = alternatives(depth + 1);
            if (!take(')')) {
                throw bad("a parenthesis is not closed");
            }
            return inner;
        }
        skipBlanks();
        String clause = text.startsWith("^", position) ? expression() : take(CLAUSE);
        if (clause.isEmpty()) {
            throw bad("nothing stands " + (text.isBlank() ? "here" : "beside a comma, a bar or a parenthesis"));
        }
        return List.of(new VersionClauseParser(text, clause).parse().stream().toList());
    }

    private String expression() {
        String expression = take(EXPRESSION);
        if (expression.isEmpty()) {
            throw bad("a regular expression goes from ^ to $");
        }
        return expression;
    }

    private List<List<VersionClause>> product(List<List<VersionClause>> left, List<List<VersionClause>> right) {
        List<List<VersionClause>> product = new ArrayList<>();
        for (List<VersionClause> some : left) {
            for (List<VersionClause> others : right) {
                List<VersionClause> all = new ArrayList<>(some);
                all.addAll(others);
                product.add(List.copyOf(all));
            }
        }
        return limited(product);
    }

    private List<List<VersionClause>> limited(List<List<VersionClause>> alternatives) {
        if (alternatives.size() > MOST) {
            throw bad("it stands for more than " + MOST + " alternatives");
        }
        return List.copyOf(alternatives);
    }

    private boolean take(char expected) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }

    private String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        position = matcher.end();
        return matcher.group().strip();
    }

    private void skipBlanks() {
        take(BLANKS);
    }

    private IllegalArgumentException bad(String reason) {
        return VersionClauseParser.bad(text, reason);
    }
}

package io.lamplighter.versions.conda;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one clause, and says which part of it is wrong. */
final class VersionClauseParser {
    private static final Set<String> ANY_VERSION = Set.of("", "=", "==", ">=");
    private static final Set<Relation> NEVER_WITH_WILDCARD = Set.of(Relation.EQUAL, Relation.NOT_EQUAL);
    private static final Pattern SIGNED = Pattern.compile("(?<sign>[=<>!~]*+)\\s*+(?<operand>.*)", Pattern.DOTALL);
    private static final Pattern STARS_AT_END = Pattern.compile("\\.?\\*+$");
    private static final Pattern GLOB = Pattern.compile("[0-9A-Za-z._+!*-]+");
    private static final String WILDCARD = ".*";

    private final String spec;
    private final String clause;

    /** @param spec the whole, for messages */
    VersionClauseParser(String spec, String clause) {
        this.spec = spec;
        this.clause = clause;
    }

    /** Empty where any version will do. */
    Optional<VersionClause> parse() {
        if (TextPattern.isExpression(clause)) {
            return Optional.of(new VersionClause.Spelled(TextPattern.parse(clause)));
        }
        Matcher signed = SIGNED.matcher(clause);
        if (!signed.matches() || signed.group("operand").isEmpty()) {
            throw bad("no version stands behind " + clause);
        }
        String operand = signed.group("operand");
        if (operand.chars().anyMatch(Character::isWhitespace)) {
            throw bad("a blank stands in \"" + clause + "\"; a comma or a bar parts versions");
        }
        return compared(signed.group("sign"), operand);
    }

    private Optional<VersionClause> compared(String sign, String operand) {
        if (operand.equals("*") && ANY_VERSION.contains(sign)) {
            return Optional.empty();
        }
        if (operand.equals("*")) {
            throw bad("any version is compared with nothing; write * alone");
        }
        return Optional.of(
                switch (sign) {
                    case "" -> plain(operand);
                    case "=" -> fuzzy(operand);
                    case "==" -> ordered(Relation.EQUAL, operand);
                    case "!=" -> unequal(operand);
                    case "~=" -> compatible(operand);
                    case "<=" -> ordered(Relation.AT_MOST, operand);
                    case ">=" -> ordered(Relation.AT_LEAST, operand);
                    case "<" -> ordered(Relation.BELOW, operand);
                    case ">" -> ordered(Relation.ABOVE, operand);
                    default -> throw bad(sign + " is no comparison; " + likely(sign, operand));
                });
    }

    private static String likely(String sign, String operand) {
        return switch (sign) {
            case "===" -> "did you mean ==" + operand + "?";
            case "=>" -> "did you mean >=" + operand + "?";
            case "=<" -> "did you mean <=" + operand + "?";
            case "~" -> "did you mean ~=" + operand + "?";
            case "<>", "!", "!==" -> "did you mean !=" + operand + "?";
            default -> "there are = == != <= >= < > ~=";
        };
    }

    private VersionClause plain(String operand) {
        String start = withoutStarsAtEnd(operand);
        if (start.equals(operand) && operand.indexOf('*') < 0) {
            return ordered(Relation.EQUAL, operand);
        }
        return start.indexOf('*') < 0 ? new VersionClause.BeginsWith(prefix(start)) : spelled(operand);
    }

    private VersionClause spelled(String operand) {
        if (!GLOB.matcher(operand).matches()) {
            throw bad("\"" + operand + "\" is spelled as no version is");
        }
        return new VersionClause.Spelled(TextPattern.parse(operand));
    }

    private VersionClause fuzzy(String operand) {
        if (operand.endsWith("*")) {
            return plain(operand);
        }
        return operand.indexOf('*') < 0 ? new VersionClause.BeginsWith(prefix(operand)) : spelled(operand + "*");
    }

    private VersionClause unequal(String operand) {
        String start = withoutStarsAtEnd(operand);
        return start.equals(operand)
                ? ordered(Relation.NOT_EQUAL, operand)
                : new VersionClause.BeginsOtherwise(prefix(start));
    }

    private VersionClause compatible(String operand) {
        CondaVersion bound = version(operand);
        if (operand.indexOf('*') >= 0) {
            throw bad("~= and a wildcard do not go together; leave out the wildcard");
        }
        CondaVersion.Prefix prefix = CondaVersion.Prefix.above(bound);
        if (prefix == null) {
            throw bad("~= needs at least two numbers, like ~=" + bound.normalized() + ".0");
        }
        return new VersionClause.Compatible(bound, prefix);
    }

    /** As conda does, a wildcard at the end is overlooked; one within is a part that comes before all others. */
    private VersionClause ordered(Relation relation, String operand) {
        String bound =
                operand.endsWith(WILDCARD) ? operand.substring(0, operand.length() - WILDCARD.length()) : operand;
        if (bound.indexOf('*') >= 0 && NEVER_WITH_WILDCARD.contains(relation)) {
            throw bad("no version has a wildcard; write =" + withoutStarsAtEnd(operand) + " for all that begin so");
        }
        return new VersionClause.Compared(relation, version(bound));
    }

    private static String withoutStarsAtEnd(String operand) {
        return STARS_AT_END.matcher(operand).replaceFirst("");
    }

    private CondaVersion.Prefix prefix(String start) {
        if (start.indexOf('*') >= 0) {
            throw bad("a wildcard within a version stands alone, without a comparison");
        }
        return new CondaVersion.Prefix(version(start));
    }

    private CondaVersion version(String operand) {
        try {
            return CondaVersion.parse(operand);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message(spec, String.valueOf(e.getMessage())), e);
        }
    }

    private IllegalArgumentException bad(String reason) {
        return bad(spec, reason);
    }

    static IllegalArgumentException bad(String spec, String reason) {
        return new IllegalArgumentException(message(spec, reason));
    }

    private static String message(String spec, String reason) {
        return "bad conda version spec \"" + spec.strip() + "\": " + reason;
    }
}

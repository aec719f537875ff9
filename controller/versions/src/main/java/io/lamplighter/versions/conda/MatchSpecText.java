package io.lamplighter.versions.conda;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Writes a spec so that each of conda's tools reads the same. */
final class MatchSpecText {
    private MatchSpecText() {}

    static String of(MatchSpec spec) {
        StringBuilder text = new StringBuilder();
        spec.channel()
                .ifPresent(channel -> text.append(channel)
                        .append(spec.subdir().map(subdir -> "/" + subdir).orElse(""))
                        .append("::"));
        text.append(spec.name());
        StringJoiner brackets = new StringJoiner(",", "[", "]").setEmptyValue("");
        if (isPositional(spec)) {
            text.append(version(spec));
            spec.build().ifPresent(build -> text.append('=').append(build));
        } else {
            if (!spec.version().equals(CondaVersionSpec.ANY)) {
                brackets.add("version='" + spec.version().text() + "'");
            }
            spec.build().ifPresent(build -> brackets.add("build='" + build + "'"));
        }
        if (spec.channel().isEmpty()) {
            spec.subdir().ifPresent(subdir -> brackets.add("subdir=" + subdir));
        }
        return text.append(brackets).toString();
    }

    /** Expressions would be cut where a sign of theirs means something in the spec, and globs gain a wildcard. */
    private static boolean isPositional(MatchSpec spec) {
        return clauses(spec).noneMatch(VersionClause.Spelled.class::isInstance)
                && spec.build().filter(TextPattern::isExpression).isEmpty();
    }

    private static String version(MatchSpec spec) {
        String version = spec.version().text();
        if (spec.version().equals(CondaVersionSpec.ANY)) {
            return spec.build().isPresent() ? "=*" : "";
        }
        if (spec.build().isPresent() && clauses(spec).count() == 1 && version.startsWith("==")) {
            return version.substring(1);
        }
        return Character.isLetterOrDigit(version.charAt(0)) ? "=" + version : version;
    }

    private static Stream<VersionClause> clauses(MatchSpec spec) {
        return spec.version().alternatives().stream().flatMap(List::stream);
    }
}

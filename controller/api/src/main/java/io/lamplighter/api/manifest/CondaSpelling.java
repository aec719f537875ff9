package io.lamplighter.api.manifest;

import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep508.Requirement;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in conda's words what a requirement of PEP 508 asks for. */
final class CondaSpelling {
    private CondaSpelling() {}

    /** Begins with a name or a channel, and holds neither an address nor a comparison that conda reads by half. */
    private static final Pattern PLAUSIBLE = Pattern.compile("[A-Za-z0-9][^@]*");

    private static final Pattern MISTYPED = Pattern.compile("=<|=>|://");

    /** Whether a text is a MatchSpec and no requirement of PEP 508, nor what was meant to be one. */
    static boolean isMatchSpec(String text) {
        if (requirement(text).isPresent()
                || !PLAUSIBLE.matcher(text).matches()
                || MISTYPED.matcher(text).find()) {
            return false;
        }
        try {
            MatchSpec.parse(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static MatchSpec of(String text) {
        return requirement(text).map(CondaSpelling::of).orElseGet(() -> MatchSpec.parse(text));
    }

    private static Optional<Requirement> requirement(String text) {
        try {
            return Optional.of(Requirement.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static MatchSpec of(Requirement requirement) {
        if (!requirement.extras().isEmpty()) {
            throw new IllegalArgumentException("conda has no extras; write " + requirement.name() + " without ["
                    + String.join(",", requirement.extras()) + "], and name what they would bring");
        }
        if (requirement.marker() != null) {
            throw new IllegalArgumentException(
                    "conda has no markers; write " + requirement.name() + " without \"" + requirement.marker() + "\"");
        }
        String versions = requirement.specifiers().text();
        return MatchSpec.parse(
                versions.isEmpty()
                        ? requirement.name()
                        : requirement.name() + " "
                                + Stream.of(versions.split(",", -1))
                                        .map(CondaSpelling::clause)
                                        .collect(Collectors.joining(",")));
    }

    /** Conda writes {@code 2.10.*} where PEP 440 writes {@code ==2.10.*}, and knows no {@code ===}. */
    private static String clause(String specifier) {
        if (specifier.startsWith("===")) {
            return "==" + specifier.substring(3);
        }
        return specifier.startsWith("==") && specifier.endsWith("*") ? specifier.substring(2) : specifier;
    }
}

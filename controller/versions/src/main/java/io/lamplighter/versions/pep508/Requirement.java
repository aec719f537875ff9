package io.lamplighter.versions.pep508;

import io.lamplighter.versions.pep440.Specifiers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A requirement of PEP 508 without a URL.
 *
 * @param name normalized as PEP 503 says: lower case, runs of {@code -_.} as one dash
 * @param extras normalized as names are
 * @param marker the text behind the semicolon, well-formed; absent where there is none
 */
public record Requirement(
        String name,
        Set<String> extras,
        Specifiers specifiers,
        @Nullable String marker) {
    public Requirement {
        extras = Set.copyOf(extras);
    }

    /**
     * Reads a requirement.
     *
     * @throws IllegalArgumentException saying what is wrong, for an option, a URL, a path or an editable too
     */
    public static Requirement parse(String text) {
        NotARequirement.refuse(text);
        return new RequirementParser(text).parse();
    }

    /**
     * Whether the requirement is meant for a machine: its marker holds, or it has none.
     *
     * @param extras asked for with the package whose requirement this is
     */
    public boolean appliesTo(MarkerEnvironment environment, Set<String> extras) {
        return marker == null || Marker.parse(marker).evaluate(environment, extras);
    }
}

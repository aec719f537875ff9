package io.lamplighter.api.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.manifest.Environment.Installer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A release that no plan and no solve takes any more.
 *
 * @param reason why, for people; absent where nobody said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Denial(Release release, @Nullable String reason, Instant at) {
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    /** The one package that pip and conda call differently and that plans choose. */
    private static final Map<String, String> OF_CONDA = Map.of("torch", "pytorch");

    /** Whether a package is of this release; names are compared as PEP 503 does. */
    boolean denies(Installer installer, String name, String version) {
        return normalized(name).equals(normalized(name(installer)))
                && versions(installer, "==").filter(is -> is.allows(version)).isPresent();
    }

    /** What a solve has to keep to; empty where it is no version of this installer's packages. */
    Optional<Bound> bound(Installer installer) {
        return versions(installer, "!=");
    }

    /** As people read it, {@code numpy 2.3.5 is denied: wrong sums}. */
    public String words() {
        return release.words() + " is denied" + (reason == null ? "" : ": " + reason);
    }

    private Optional<Bound> versions(Installer installer, String operator) {
        try {
            return Optional.of(new Bound(installer, name(installer), operator + release.version()));
        } catch (IllegalArgumentException _) { // 1.1.1w is a version of conda's alone
            return Optional.empty();
        }
    }

    private String name(Installer installer) {
        return switch (installer) {
            case PIP ->
                OF_CONDA.entrySet().stream()
                        .filter(names -> names.getValue().equals(release.name()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> normalized(release.name()));
            case CONDA -> OF_CONDA.getOrDefault(release.name(), release.name());
        };
    }

    private static String normalized(String name) {
        return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}

package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names are builds that are planned for; a tree holds others too, like {@code rocm6.4} and {@code nightly}. */
final class Builds {
    /** {@code cpu}, then the oldest CUDA first. */
    static final Comparator<BuildName> ORDER =
            Comparator.comparingInt((BuildName build) -> build.text().length()).thenComparing(BuildName::text);

    private static final Pattern BUILD = Pattern.compile("cpu|cu\\d{2,3}");

    private Builds() {}

    static Optional<BuildName> find(String name) {
        return BUILD.matcher(name).matches() ? Optional.of(new BuildName(name)) : Optional.empty();
    }
}

package io.lamplighter.cli.catalog.probe;

import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far the catalog's knowledge of a package reaches. What lies beyond it is no difference: nobody expected it there.
 *
 * @param oldestPython where no Python is named, none is too old
 * @param platforms where it names them; none: it speaks of all
 */
record CatalogBounds(Pep440Version oldest, PythonTag oldestPython, Set<TargetPlatform> platforms) {
    CatalogBounds {
        platforms = Set.copyOf(platforms);
    }

    /** The bounds of what is known, which must not be nothing. */
    static CatalogBounds of(List<KnownFile> known) {
        boolean ofAll = known.stream().anyMatch(file -> file.platform() == null);
        return new CatalogBounds(
                known.stream()
                        .map(KnownFile::release)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                known.stream()
                        .flatMap(file -> Stream.ofNullable(file.python()))
                        .min(Comparator.naturalOrder())
                        .orElse(PythonTag.exactly(0)),
                ofAll
                        ? Set.of()
                        : known.stream()
                                .flatMap(file -> Stream.ofNullable(file.platform()))
                                .collect(Collectors.toSet()));
    }

    /** Why a file lies beyond; empty when the catalog should know it. */
    Optional<String> beyond(CarriedFile file) {
        if (file.yanked()) {
            return Optional.of("yanked");
        }
        if (file.release().isPreRelease()) {
            return Optional.of("pre-releases");
        }
        if (file.release().compareTo(oldest) < 0) {
            return Optional.of("older than the catalog begins (" + oldest + ")");
        }
        TargetPlatform platform = file.platform();
        if (platform != null && !platforms.isEmpty() && !platforms.contains(platform)) {
            return Optional.of("the catalog says nothing of " + platform);
        }
        return Optional.ofNullable(file.python()).flatMap(this::beyond);
    }

    private Optional<String> beyond(PythonTag python) {
        if (python.kind() == PythonTag.Kind.FREE_THREADED) {
            return Optional.of("for free-threaded Pythons");
        }
        return python.kind() == PythonTag.Kind.EXACT && python.compareTo(oldestPython) < 0
                ? Optional.of("for Pythons older than the catalog begins (" + oldestPython + ")")
                : Optional.empty();
    }
}

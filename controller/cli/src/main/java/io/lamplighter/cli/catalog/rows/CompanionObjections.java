package io.lamplighter.cli.catalog.rows;

import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a file of another package gets no row.
 *
 * @param releases of torch that get a row
 */
record CompanionObjections(Catalog catalog, Set<String> releases) {
    CompanionObjections {
        releases = Set.copyOf(releases);
    }

    /** Empty when nothing stands against one. */
    Optional<String> find(Evidence.Claimed claimed) {
        NewWheel wheel = claimed.wheel();
        String name = wheel.name().name();
        String torch = claimed.claims().torch();
        if (!catalog.companions().names().contains(name)) {
            return Optional.of("the catalog knows no " + name + " that is bound to torch");
        }
        if (!claimed.claims().contradictions().isEmpty()) {
            return Optional.of(claimed.claims().contradictions().getFirst());
        }
        if (torch == null || torch.isEmpty()) {
            return Optional.of("it does not say which torch it serves");
        }
        if (known().noneMatch(Specifiers.parse(torch)::contains)) {
            return Optional.of("it serves torch " + torch + ", which is neither in the catalog nor among the rows");
        }
        boolean there = catalog.releases().stream()
                .flatMap(release -> catalog.companions().serving(name, release).stream())
                .anyMatch(row -> row.version().normalized().equals(wheel.release()));
        return there
                ? Optional.of("the catalog has a row for " + name + " " + wheel.release()
                        + " that does not say so; change that one")
                : Optional.empty();
    }

    private Stream<Pep440Version> known() {
        return Stream.concat(catalog.releases().stream(), releases.stream().map(Pep440Version::parse));
    }
}

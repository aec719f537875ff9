package io.lamplighter.planner.catalog;

import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a catalog refers to and does not have, and where its rows contradict each other: a newer one has none. */
record Holes(CatalogTables tables) {
    /** A sentence each; empty for a whole catalog. */
    List<String> find() {
        return Stream.of(
                        unknownFormats(),
                        unknownSources(),
                        unknownPlatforms(),
                        unknownTags(),
                        repeated(),
                        new BuildHoles(tables).find(),
                        companionsOfUnknownTorch(),
                        limitsOfUnknownTorch(),
                        formsThatSayNothing(),
                        formsOfUnknownTorch(),
                        namesWithoutPlaceForTheirCuda(),
                        releasesOutsideTheirVersions(),
                        branchesWithHalfAnEnd())
                .flatMap(holes -> holes)
                .distinct()
                .toList();
    }

    private Stream<String> unknownFormats() {
        return tables.byFile().entrySet().stream()
                .filter(file -> file.getValue().format() != Catalog.FORMAT)
                .map(file -> file.getKey() + " is of format " + file.getValue().format()
                        + "; this version reads format " + Catalog.FORMAT);
    }

    private Stream<String> unknownSources() {
        return tables.byFile().entrySet().stream()
                .flatMap(file -> file.getValue()
                        .namedSources()
                        .filter(source -> !file.getValue().sources().containsKey(source))
                        .map(source -> file.getKey() + " names the source " + source + ", which it does not explain"));
    }

    private Stream<String> unknownPlatforms() {
        return Stream.of(
                        tables.torch().releases().stream()
                                .flatMap(release -> Stream.concat(
                                        release.index().stream().map(TorchTable.OnIndex::platform),
                                        release.tree().stream().map(TorchTable.OnTree::platform))),
                        tables.torch().builds().stream().map(TorchTable.Code::platform),
                        tables.conda().builds().stream().map(CondaTable.Row::platform))
                .flatMap(platforms -> platforms)
                .filter(platform -> !Catalog.PLATFORMS.contains(platform))
                .map(platform -> "there is no platform " + platform + "; there are "
                        + Catalog.PLATFORMS.stream().sorted().collect(Collectors.joining(", ")));
    }

    private Stream<String> unknownTags() {
        Set<String> tags = tables.torch().tags().stream().map(FileTag::tag).collect(Collectors.toSet());
        return tables.torch().releases().stream()
                .flatMap(release -> Stream.concat(
                        release.index().stream().map(TorchTable.OnIndex::tag),
                        release.tree().stream().map(TorchTable.OnTree::tag)))
                .filter(tag -> !tags.contains(tag))
                .map(tag -> "no row explains the tag " + tag);
    }

    /** Two rows that say the same thing's value twice contradict each other sooner or later. */
    private Stream<String> repeated() {
        return Stream.of(
                        twice(tables.torch().releases(), TorchTable.Release::version, "torch.yaml has torch "),
                        twice(
                                tables.torch().builds(),
                                row -> row.series() + " " + row.build() + " for " + row.platform(),
                                "torch.yaml says what is in torch "),
                        twice(
                                tables.companions().releases(),
                                row -> row.name() + " " + row.version(),
                                "companions.yaml has "),
                        twice(tables.drivers().toolkits(), DriverTable.Toolkit::cuda, "drivers.yaml has CUDA "),
                        twice(
                                tables.conda().builds().stream()
                                        .flatMap(row -> row.releases().stream()
                                                .map(release -> release + " " + row.label() + " " + row.channels()
                                                        + " for " + row.platform()))
                                        .toList(),
                                row -> row,
                                "conda.yaml has torch "))
                .flatMap(holes -> holes);
    }

    private static <T, K> Stream<String> twice(List<T> rows, Function<T, K> key, String words) {
        Set<K> seen = new HashSet<>();
        return rows.stream().map(key).filter(each -> !seen.add(each)).map(each -> words + each + " twice");
    }

    private Stream<String> companionsOfUnknownTorch() {
        List<Pep440Version> releases = releases();
        return tables.companions().releases().stream()
                .filter(row -> releases.stream().noneMatch(Specifiers.parse(row.torch())::contains))
                .map(row -> row.name() + " " + row.version() + " serves torch " + row.torch()
                        + ", which is not in the catalog");
    }

    private Stream<String> limitsOfUnknownTorch() {
        List<Pep440Version> releases = releases();
        return tables.companions().limits().stream()
                .filter(row -> releases.stream().noneMatch(Specifiers.parse(row.torch())::contains))
                .map(row ->
                        row.name() + row.versions() + " is for torch " + row.torch() + ", which is not in the catalog");
    }

    private Stream<String> formsThatSayNothing() {
        return tables.conda().builds().stream()
                .filter(row -> row.channels().isEmpty() || row.pins().isEmpty())
                .map(row -> "conda.yaml names no channel or no spec for torch " + String.join(", ", row.releases())
                        + " " + row.label());
    }

    private Stream<String> formsOfUnknownTorch() {
        Set<String> known = tables.torch().releases().stream()
                .map(TorchTable.Release::version)
                .collect(Collectors.toSet());
        return tables.conda().builds().stream()
                .flatMap(row -> row.releases().stream()
                        .filter(release -> !known.contains(release))
                        .map(release -> "conda.yaml has torch " + release + " " + row.label()
                                + ", and torch.yaml no such release"));
    }

    private Stream<String> namesWithoutPlaceForTheirCuda() {
        return tables.cudaBound().families().stream()
                .map(CudaBoundTable.Family::spelled)
                .filter(spelled -> !spelled.contains(CudaBoundTable.MAJOR))
                .map(spelled -> "cuda-bound.yaml spells " + spelled + " without " + CudaBoundTable.MAJOR);
    }

    private Stream<String> releasesOutsideTheirVersions() {
        return tables.cudaBound().versioned().stream()
                .flatMap(row -> row.releases().stream()
                        .filter(release -> !Specifiers.parse(row.versions()).contains(Pep440Version.parse(release)))
                        .map(release ->
                                "cuda-bound.yaml has " + row.name() + " " + release + " under " + row.versions()));
    }

    private Stream<String> branchesWithHalfAnEnd() {
        return tables.drivers().branches().stream()
                .filter(row -> (row.last() == null) != (row.next() == null))
                .map(row -> "drivers.yaml names only one of last and next for " + row.architecture());
    }

    private List<Pep440Version> releases() {
        return tables.torch().releases().stream()
                .map(release -> Pep440Version.parse(release.version()))
                .toList();
    }
}

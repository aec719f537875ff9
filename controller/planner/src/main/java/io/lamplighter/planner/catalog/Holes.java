package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a catalog refers to and does not have: a newer one is taken only when there is none. */
record Holes(TorchTable torch, CompanionTable companions, DriverTable drivers, CudnnTable cudnn) {
    private record Build(String series, BuildName name, String architecture) {
        @Override
        public String toString() {
            return series + " " + name + " for " + architecture;
        }
    }

    /** A sentence each; empty for a whole catalog. */
    List<String> find() {
        return Stream.of(
                        unknownSources("torch.yaml", torch.sources(), torch.namedSources()),
                        unknownSources(
                                "companions.yaml",
                                companions.sources(),
                                companions.releases().stream().map(CompanionTable.Row::source)),
                        unknownSources("drivers.yaml", drivers.sources(), drivers.namedSources()),
                        unknownSources(
                                "cudnn.yaml",
                                cudnn.sources(),
                                cudnn.lists().stream().map(CudnnTable.Row::source)),
                        unknownTags(),
                        buildsWithoutRow(),
                        buildsWithoutDriver(),
                        companionsOfUnknownTorch())
                .flatMap(holes -> holes)
                .distinct()
                .toList();
    }

    private static Stream<String> unknownSources(String file, Map<String, String> sources, Stream<String> named) {
        return named.filter(source -> !sources.containsKey(source))
                .map(source -> file + " names the source " + source + ", which it does not explain");
    }

    private Stream<String> unknownTags() {
        Set<String> tags = torch.platforms().stream().map(Platform::tag).collect(Collectors.toSet());
        return torch.releases().stream()
                .flatMap(release -> Stream.concat(
                        release.index().stream().map(TorchTable.OnIndex::tag),
                        release.tree().stream().map(TorchTable.OnTree::tag)))
                .filter(tag -> !tags.contains(tag))
                .map(tag -> "no platform " + tag);
    }

    private Stream<String> buildsWithoutRow() {
        Set<Build> known = torch.builds().stream()
                .map(row -> new Build(row.series(), row.build(), row.architecture()))
                .collect(Collectors.toSet());
        return builds().filter(build -> CudaVersion.of(build.name()).isPresent() && !known.contains(build))
                .map(build -> "no row says what torch " + build + " carries");
    }

    private Stream<String> buildsWithoutDriver() {
        return builds().map(Build::name)
                .distinct()
                .filter(build -> CudaVersion.of(build)
                        .filter(cuda ->
                                drivers.minimum(cuda, DriverSystem.LINUX).isEmpty())
                        .isPresent())
                .map(build -> "no row says which driver runs " + build);
    }

    private Stream<Build> builds() {
        return torch.releases().stream().flatMap(release -> {
            String series = WheelList.seriesOf(release.version());
            return Stream.concat(
                    release.index().stream().map(row -> new Build(series, row.build(), row.architecture())),
                    release.tree().stream()
                            .flatMap(row ->
                                    row.builds().stream().map(build -> new Build(series, build, row.architecture()))));
        });
    }

    private Stream<String> companionsOfUnknownTorch() {
        List<Pep440Version> releases = torch.releases().stream()
                .map(release -> Pep440Version.parse(release.version()))
                .toList();
        return companions.releases().stream()
                .filter(row -> releases.stream().noneMatch(Specifiers.parse(row.torch())::contains))
                .map(row -> row.name() + " " + row.version() + " serves torch " + row.torch()
                        + ", which is not in the catalog");
    }
}

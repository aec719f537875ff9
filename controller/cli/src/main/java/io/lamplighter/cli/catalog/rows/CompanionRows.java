package io.lamplighter.cli.catalog.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows for {@code companions.yaml}, of files that nothing stands against. */
record CompanionRows(String source, NewRows.Pythons pythons) {
    private record Key(String name, String version, String torch) {}

    List<CatalogRows.Companion> of(List<Evidence.Claimed> files) {
        Map<Key, List<Evidence.Claimed>> releases = files.stream()
                .collect(groupingBy(
                        file -> new Key(
                                file.wheel().name().name(),
                                file.wheel().release(),
                                Objects.requireNonNull(file.claims().torch())),
                        LinkedHashMap::new,
                        toList()));
        return releases.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Key, List<Evidence.Claimed>> release) ->
                                release.getKey().name())
                        .thenComparing(
                                release -> Pep440Version.parse(release.getKey().version()), Comparator.reverseOrder()))
                .map(release -> row(release.getKey(), release.getValue()))
                .toList();
    }

    private CatalogRows.Companion row(Key key, List<Evidence.Claimed> files) {
        return new CatalogRows.Companion(
                key.name(),
                key.version(),
                key.torch(),
                files.stream()
                        .flatMap(file -> Stream.ofNullable(file.wheel().build()))
                        .map(BuildName::text)
                        .distinct()
                        .sorted()
                        .toList(),
                files.stream()
                        .flatMap(file -> file.wheel().name().platforms().stream())
                        .distinct()
                        .sorted()
                        .map(TargetPlatform::toString)
                        .toList(),
                pythons.of(files),
                source);
    }
}

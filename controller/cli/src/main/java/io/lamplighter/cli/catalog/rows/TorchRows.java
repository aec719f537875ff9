package io.lamplighter.cli.catalog.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.cli.catalog.wheel.WheelName;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.FileTag;
import io.lamplighter.planner.catalog.TorchBuild;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows for {@code torch.yaml}, of files that nothing stands against. */
record TorchRows(Catalog catalog, String source, NewRows.Pythons pythons) {
    /** Nobody read what a release says of it. */
    private static final String MATURITY = "unlisted";

    private record Key(String release, Source.Type place, TargetPlatform platform, String build, String tag) {}

    private record CodeKey(String series, String build, TargetPlatform platform) {}

    CatalogRows.Torch of(List<Evidence.Claimed> files) {
        Map<Key, List<Evidence.Claimed>> builds = files.stream()
                .flatMap(file -> keys(file).map(key -> Map.entry(key, file)))
                .collect(groupingBy(Map.Entry::getKey, LinkedHashMap::new, mapping(Map.Entry::getValue, toList())));
        List<CatalogRows.Release> releases = builds.keySet().stream()
                .map(Key::release)
                .distinct()
                .sorted(Comparator.comparing(Pep440Version::parse).reversed())
                .map(release -> new CatalogRows.Release(release, index(release, builds), tree(release, builds)))
                .toList();
        return new CatalogRows.Torch(tags(files), releases, code(builds));
    }

    private static Stream<Key> keys(Evidence.Claimed file) {
        NewWheel wheel = file.wheel();
        return wheel.name().platforms().stream()
                .map(platform -> new Key(
                        wheel.release(),
                        wheel.place(),
                        platform,
                        Objects.requireNonNull(file.claims().build()),
                        wheel.name().glibc().map(WheelName.GlibcPromise::tag).orElse("win_amd64")));
    }

    private List<CatalogRows.OnIndex> index(String release, Map<Key, List<Evidence.Claimed>> builds) {
        return of(release, Source.Type.PYPI, builds)
                .map(key -> new CatalogRows.OnIndex(
                        key.platform().toString(),
                        key.build(),
                        key.tag(),
                        pythons.of(Objects.requireNonNull(builds.get(key))),
                        source))
                .toList();
    }

    private List<CatalogRows.OnTree> tree(String release, Map<Key, List<Evidence.Claimed>> builds) {
        record Group(TargetPlatform platform, String tag, List<String> pythons) {}
        Map<Group, List<String>> groups = new LinkedHashMap<>();
        of(release, Source.Type.PYTORCH, builds)
                .forEach(key -> groups.computeIfAbsent(
                                new Group(
                                        key.platform(), key.tag(), pythons.of(Objects.requireNonNull(builds.get(key)))),
                                _ -> new ArrayList<>())
                        .add(key.build()));
        return groups.entrySet().stream()
                .map(group -> new CatalogRows.OnTree(
                        group.getKey().platform().toString(),
                        group.getValue(),
                        group.getKey().tag(),
                        group.getKey().pythons(),
                        source))
                .toList();
    }

    private static Stream<Key> of(String release, Source.Type place, Map<Key, List<Evidence.Claimed>> builds) {
        return builds.keySet().stream()
                .filter(key -> key.release().equals(release) && key.place() == place)
                .sorted(Comparator.comparing(Key::platform).thenComparing(Key::build));
    }

    private List<CatalogRows.Tag> tags(List<Evidence.Claimed> files) {
        List<String> known = Catalog.PLATFORMS.stream()
                .flatMap(platform -> catalog.builds(platform).stream())
                .map(TorchBuild::tag)
                .filter(Objects::nonNull)
                .map(FileTag::tag)
                .distinct()
                .toList();
        return files.stream()
                .flatMap(file -> file.wheel().name().glibc().stream())
                .distinct()
                .filter(promise -> !known.contains(promise.tag()))
                .map(promise ->
                        new CatalogRows.Tag(promise.tag(), promise.version().toString(), true, source))
                .toList();
    }

    /** A row of the same series speaks for its later releases, too. */
    private List<CatalogRows.Code> code(Map<Key, List<Evidence.Claimed>> builds) {
        Map<CodeKey, List<Evidence.Claimed>> byCode = new LinkedHashMap<>();
        builds.forEach((key, files) -> byCode.computeIfAbsent(
                        new CodeKey(series(key.release()), key.build(), key.platform()), _ -> new ArrayList<>())
                .addAll(files));
        return byCode.entrySet().stream()
                .filter(code -> !code.getKey().build().equals("cpu") && !isThere(code.getKey()))
                .map(code -> new CatalogRows.Code(
                        code.getKey().series(),
                        code.getKey().build(),
                        code.getKey().platform().toString(),
                        MATURITY,
                        List.of(),
                        cudnn(code.getValue()),
                        source))
                .toList();
    }

    private boolean isThere(CodeKey code) {
        return catalog.builds(code.platform().toString()).stream()
                .filter(build -> build.place() != Source.Type.CONDA)
                .anyMatch(build -> build.label().equals(code.build())
                        && series(build.release().normalized()).equals(code.series()));
    }

    /** The one that all files of a build ask for. */
    private static @Nullable String cudnn(List<Evidence.Claimed> files) {
        List<String> asked = files.stream()
                .map(file -> String.valueOf(file.claims().cudnn()))
                .distinct()
                .toList();
        return asked.size() == 1 ? files.getFirst().claims().cudnn() : null;
    }

    private static String series(String release) {
        return release.substring(0, release.lastIndexOf('.'));
    }
}

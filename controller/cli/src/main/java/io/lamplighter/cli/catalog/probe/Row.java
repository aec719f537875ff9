package io.lamplighter.cli.catalog.probe;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of one release that differ in nothing but build and Python.
 *
 * @param builds none where they are not told apart
 * @param platform absent where it does not matter
 * @param pythons none where it does not matter
 */
record Row(
        String release,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BuildName> builds,
        @Nullable TargetPlatform platform,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PythonTag> pythons) {
    Row {
        builds = List.copyOf(builds);
        pythons = List.copyOf(pythons);
    }

    private record Build(
            Pep440Version release,
            @Nullable TargetPlatform platform,
            @Nullable BuildName build) {}

    private record Group(Pep440Version release, @Nullable TargetPlatform platform, List<PythonTag> pythons) {}

    /** The newest release first. */
    static List<Row> of(Collection<CarriedFile> files) {
        Map<Build, List<PythonTag>> pythons = files.stream()
                .collect(groupingBy(
                        file -> new Build(file.release(), file.platform(), file.build()),
                        LinkedHashMap::new,
                        collectingAndThen(toCollection(ArrayList::new), Row::pythonsOf)));
        Map<Group, List<BuildName>> builds = new LinkedHashMap<>();
        pythons.forEach((build, served) -> builds.computeIfAbsent(
                        new Group(build.release(), build.platform(), served), _ -> new ArrayList<>())
                .addAll(Stream.ofNullable(build.build()).toList()));
        return builds.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Group, List<BuildName>> entry) ->
                                        entry.getKey().release(),
                                Comparator.reverseOrder())
                        .thenComparing(entry -> String.valueOf(entry.getKey().platform())))
                .map(entry -> new Row(
                        entry.getKey().release().normalized(),
                        entry.getValue().stream().sorted(Builds.ORDER).toList(),
                        entry.getKey().platform(),
                        entry.getKey().pythons()))
                .toList();
    }

    private static List<PythonTag> pythonsOf(Collection<CarriedFile> files) {
        return List.copyOf(
                files.stream().map(CarriedFile::python).filter(Objects::nonNull).collect(toCollection(TreeSet::new)));
    }
}

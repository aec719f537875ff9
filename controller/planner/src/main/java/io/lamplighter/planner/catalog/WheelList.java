package io.lamplighter.planner.catalog;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins the rows of a table without holes to wheels. */
final class WheelList {
    private final Map<String, Platform> platforms;
    private final Map<CodeKey, GpuCode> codes;
    private final Map<String, List<Wheel>> byArchitecture = new HashMap<>();

    private record CodeKey(String series, BuildName build, String architecture) {}

    private WheelList(TorchTable table) {
        platforms = table.platforms().stream().collect(Collectors.toMap(Platform::tag, row -> row));
        codes = table.builds().stream()
                .collect(Collectors.toMap(
                        row -> new CodeKey(row.series(), row.build(), row.architecture()), row -> row));
    }

    /** By architecture, newest release first. */
    static Map<String, List<Wheel>> of(TorchTable table) {
        WheelList list = new WheelList(table);
        table.releases().forEach(list::add);
        list.byArchitecture.values().forEach(wheels -> wheels.sort(comparing(Wheel::release, reverseOrder())));
        return list.byArchitecture.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    private void add(TorchTable.Release release) {
        Pep440Version version = Pep440Version.parse(release.version());
        for (TorchTable.OnTree row : release.tree()) {
            for (BuildName build : row.builds()) {
                Pep440Version labelled = Pep440Version.parse(release.version() + "+" + build);
                add(
                        row.architecture(),
                        new Wheel(
                                version,
                                labelled,
                                build,
                                Source.Type.PYTORCH,
                                newestFirst(row.pythons()),
                                platform(row.tag()),
                                code(release.version(), build, row.architecture()),
                                null,
                                null));
            }
        }
        for (TorchTable.OnIndex row : release.index()) {
            add(
                    row.architecture(),
                    new Wheel(
                            version,
                            version,
                            row.build(),
                            Source.Type.PYPI,
                            newestFirst(row.pythons()),
                            platform(row.tag()),
                            code(release.version(), row.build(), row.architecture()),
                            row.wheelBytes(),
                            row.diskBytes()));
        }
    }

    private void add(String architecture, Wheel wheel) {
        byArchitecture.computeIfAbsent(architecture, _ -> new ArrayList<>()).add(wheel);
    }

    private Platform platform(String tag) {
        return Objects.requireNonNull(platforms.get(tag), tag);
    }

    private @Nullable GpuCode code(String release, BuildName build, String architecture) {
        return codes.get(new CodeKey(seriesOf(release), build, architecture));
    }

    static String seriesOf(String release) {
        return release.substring(0, release.lastIndexOf('.'));
    }

    private static List<PythonSeries> newestFirst(List<PythonSeries> pythons) {
        return pythons.stream().sorted(reverseOrder()).toList();
    }
}

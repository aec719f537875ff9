package io.lamplighter.planner.catalog;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins the rows of tables without holes to builds. */
final class TorchBuilds {
    private final Map<String, FileTag> tags;
    private final Map<CodeKey, GpuCode> codes;
    private final Map<String, List<TorchBuild>> byPlatform = new HashMap<>();

    private record CodeKey(String series, BuildName build, String platform) {}

    private TorchBuilds(TorchTable torch) {
        tags = torch.tags().stream().collect(Collectors.toMap(FileTag::tag, row -> row));
        codes = torch.builds().stream()
                .collect(Collectors.toMap(
                        row -> new CodeKey(row.series(), row.build(), row.platform()), TorchTable.Code::code));
    }

    /** By platform, newest release first. */
    static Map<String, List<TorchBuild>> of(TorchTable torch, CondaTable conda) {
        TorchBuilds builds = new TorchBuilds(torch);
        torch.releases().forEach(builds::add);
        conda.builds().forEach(builds::add);
        return builds.byPlatform.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> numbered(entry.getValue())));
    }

    private static List<TorchBuild> numbered(List<TorchBuild> builds) {
        List<TorchBuild> sorted = builds.stream()
                .sorted(comparing(TorchBuild::release, reverseOrder()))
                .toList();
        List<TorchBuild> numbered = new ArrayList<>();
        for (TorchBuild build : sorted) {
            numbered.add(build.at(numbered.size(), age(numbered, build)));
        }
        return List.copyOf(numbered);
    }

    private static int age(List<TorchBuild> before, TorchBuild build) {
        if (before.isEmpty()) {
            return 0;
        }
        TorchBuild last = before.getLast();
        return last.release().equals(build.release()) ? last.age() : last.age() + 1;
    }

    private void add(TorchTable.Release release) {
        Pep440Version version = Pep440Version.parse(release.version());
        for (TorchTable.OnTree row : release.tree()) {
            for (BuildName build : row.builds()) {
                add(
                        row.platform(),
                        TorchBuild.ofTree(
                                version,
                                build,
                                row.page(),
                                newestFirst(row.pythons()),
                                tag(row.tag()),
                                code(release.version(), build, row.platform())));
            }
        }
        for (TorchTable.OnIndex row : release.index()) {
            add(
                    row.platform(),
                    new TorchBuild(
                            0,
                            0,
                            version,
                            version,
                            row.build().text(),
                            CudaVersion.of(row.build()).orElse(null),
                            Source.Type.PYPI,
                            null,
                            null,
                            newestFirst(row.pythons()),
                            tag(row.tag()),
                            code(release.version(), row.build(), row.platform()),
                            row.wheelBytes(),
                            row.diskBytes()));
        }
    }

    private void add(CondaTable.Row row) {
        for (String text : row.releases()) {
            Pep440Version release = Pep440Version.parse(text);
            add(
                    row.platform(),
                    new TorchBuild(
                            0,
                            0,
                            release,
                            release,
                            row.label(),
                            row.cuda(),
                            Source.Type.CONDA,
                            null,
                            row.form(text),
                            newestFirst(row.pythons()),
                            null,
                            code(row, text),
                            null,
                            null));
        }
    }

    private @Nullable GpuCode code(CondaTable.Row row, String release) {
        if (row.cuda() == null) {
            return null;
        }
        GpuCode ofIndex = row.codeOf() == null ? null : code(release, row.codeOf(), row.platform());
        return ofIndex == null ? row.code(seriesOf(release)) : ofIndex;
    }

    private void add(String platform, TorchBuild build) {
        byPlatform.computeIfAbsent(platform, _ -> new ArrayList<>()).add(build);
    }

    private FileTag tag(String name) {
        return Objects.requireNonNull(tags.get(name), name);
    }

    private @Nullable GpuCode code(String release, BuildName build, String platform) {
        return codes.get(new CodeKey(seriesOf(release), build, platform));
    }

    /** {@code 2.10} of {@code 2.10.0}. */
    static String seriesOf(String release) {
        return release.substring(0, release.lastIndexOf('.'));
    }

    private static List<PythonSeries> newestFirst(List<PythonSeries> pythons) {
        return pythons.stream().sorted(Comparator.reverseOrder()).toList();
    }
}

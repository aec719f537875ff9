package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows as tests write them. */
final class Rows {
    private Rows() {}

    static Row row(String release, List<String> builds, @Nullable String platform, String... pythons) {
        return new Row(
                release,
                builds.stream().map(BuildName::new).toList(),
                Stream.of(TargetPlatform.values())
                        .filter(each -> each.toString().equals(platform))
                        .findFirst()
                        .orElse(null),
                Stream.of(pythons).map(Rows::python).toList());
    }

    private static PythonTag python(String text) {
        return Stream.of(PythonTag.Kind.values())
                .flatMap(kind ->
                        Stream.iterate(0, minor -> minor + 1).limit(20).map(minor -> new PythonTag(minor, kind)))
                .filter(tag -> tag.toString().equals(text))
                .findFirst()
                .orElseThrow();
    }
}

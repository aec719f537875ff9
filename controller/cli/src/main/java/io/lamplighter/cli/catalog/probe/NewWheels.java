package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.cli.catalog.rows.NewWheel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The wheels of a source that the catalog does not know; pure. */
final class NewWheels {
    private NewWheels() {}

    static List<NewWheel> of(Carried carried, KnownFiles known) {
        Set<CarriedFile> unknown = new HashSet<>();
        for (String name : carried.packages()) {
            List<CarriedFile> files = carried.files().stream()
                    .filter(file -> file.packageName().equals(name))
                    .toList();
            unknown.addAll(Comparison.unknown(name, carried.kind(), files, known.of(name, carried.kind())));
        }
        return carried.wheels().stream()
                .filter(wheel -> wheel.carried().anyMatch(unknown::contains))
                .map(wheel -> new NewWheel(
                        wheel.name(),
                        wheel.file(),
                        place(carried.kind()),
                        carried.kind() == SourceKind.PYTORCH ? wheel.build().orElse(null) : null))
                .distinct()
                .toList();
    }

    private static Source.Type place(SourceKind kind) {
        return switch (kind) {
            case PYPI -> Source.Type.PYPI;
            case PYTORCH -> Source.Type.PYTORCH;
            case CONDA -> Source.Type.CONDA;
        };
    }
}

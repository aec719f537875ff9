package io.lamplighter.cli.catalog.probe;

import java.util.List;

/**
 * What was found at a source.
 *
 * @param form {@code an index}, {@code a tree of cpu, cu126}
 * @param packages that were looked for
 * @param wheels that pages list, for the packages; none of a channel
 * @param remarks about the source as a whole, a sentence each
 */
record Carried(
        SourceKind kind,
        String form,
        List<String> packages,
        List<CarriedFile> files,
        List<ListedWheel> wheels,
        List<String> remarks) {
    Carried {
        packages = List.copyOf(packages);
        files = List.copyOf(files);
        wheels = List.copyOf(wheels);
        remarks = List.copyOf(remarks);
    }

    boolean tellsBuilds() {
        return files.stream().anyMatch(file -> file.build() != null);
    }

    /** Where every file tells its build, builds are what is chosen from. */
    Carried byItsFiles() {
        return as(files.stream().allMatch(file -> file.build() != null) ? SourceKind.PYTORCH : SourceKind.PYPI);
    }

    Carried as(SourceKind other) {
        return new Carried(other, form, packages, files, wheels, remarks);
    }
}

package io.lamplighter.cli.catalog.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a source carries, and where it and the catalog differ.
 *
 * @param form as people say it: {@code a tree of cpu cu126}
 * @param remarks about the source as a whole, a sentence each
 */
record ProbeReport(
        String source,
        SourceKind type,
        String form,
        boolean agrees,
        List<PackageReport> packages,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {
    ProbeReport {
        packages = List.copyOf(packages);
        remarks = List.copyOf(remarks);
    }

    static ProbeReport of(SourceAddress source, Carried carried, KnownFiles known) {
        List<PackageReport> packages = carried.packages().stream()
                .map(name -> Comparison.of(
                        name,
                        carried.kind(),
                        carried.files().stream()
                                .filter(file -> file.packageName().equals(name))
                                .toList(),
                        known.of(name, carried.kind())))
                .toList();
        boolean agrees = packages.stream().allMatch(PackageReport::agrees);
        return new ProbeReport(source.toString(), carried.kind(), carried.form(), agrees, packages, carried.remarks());
    }
}

package io.lamplighter.planner.catalog;

import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release of a package that is bound to torch.
 *
 * @param name {@code torchvision}
 * @param torch which releases of torch it serves
 * @param builds which ones a tree is known to carry; empty: those of the torch it was released with
 * @param platforms that it has files for; empty: those of the torch it serves
 * @param pythons that it has files for; empty: those of the torch it serves
 * @param cuda the CUDA major that its file of the default index is made for; absent: as torch's there
 */
public record CompanionRelease(
        String name,
        Pep440Version version,
        Specifiers torch,
        List<String> builds,
        List<String> platforms,
        List<PythonSeries> pythons,
        @Nullable Integer cuda) {
    public CompanionRelease {
        builds = List.copyOf(builds);
        platforms = List.copyOf(platforms);
        pythons = List.copyOf(pythons);
    }

    static CompanionRelease of(CompanionTable.Row row) {
        return new CompanionRelease(
                row.name(),
                Pep440Version.parse(row.version()),
                Specifiers.parse(row.torch()),
                row.builds().stream().map(Object::toString).toList(),
                row.platforms(),
                row.pythons(),
                row.cuda());
    }

    /** Whether there is a file for a Python. */
    public boolean isFor(PythonSeries python) {
        return pythons.isEmpty() || pythons.contains(python);
    }

    /** Whether a PyTorch-style tree is known to carry it for this build of the torch it serves. */
    public boolean isKnownFor(String build) {
        return builds.isEmpty() || builds.contains(build);
    }
}

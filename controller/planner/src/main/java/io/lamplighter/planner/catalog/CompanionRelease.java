package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.List;

/**
 * A release of a package that is bound to torch.
 *
 * @param name {@code torchvision}
 * @param torch which releases of torch it serves
 * @param builds which ones a tree is known to carry; empty: those of the torch it was released with
 */
public record CompanionRelease(String name, Pep440Version version, Specifiers torch, List<BuildName> builds) {
    public CompanionRelease {
        builds = List.copyOf(builds);
    }

    static CompanionRelease of(CompanionTable.Row row) {
        return new CompanionRelease(
                row.name(), Pep440Version.parse(row.version()), Specifiers.parse(row.torch()), row.builds());
    }

    /** Whether a PyTorch-style tree is known to carry it for this build of the torch it serves. */
    public boolean isKnownFor(BuildName build) {
        return builds.isEmpty() || builds.contains(build);
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.planner.catalog.CondaTable;
import io.lamplighter.versions.conda.MatchSpec;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A requirement of a conda stage.
 *
 * @param indexName as the index names the package: {@code torch} for {@code pytorch}
 */
record CondaRequirement(String indexName, MatchSpec spec) {
    /** Under the name that channels have for the package. */
    static CondaRequirement of(PackageRequirement requirement, CondaTable names) {
        MatchSpec spec = requirement.matchSpec();
        String name = names.nameOf(spec.name());
        return new CondaRequirement(
                names.indexNameOf(name),
                name.equals(spec.name())
                        ? spec
                        : MatchSpec.parse(spec.text().replaceFirst(Pattern.quote(spec.name()), name)));
    }

    static Stream<CondaRequirement> named(String indexName, List<CondaRequirement> requirements) {
        return requirements.stream()
                .filter(requirement -> requirement.indexName().equals(indexName));
    }

    static VersionWish wish(String indexName, List<CondaRequirement> requirements) {
        return new VersionWish.OfChannel(
                named(indexName, requirements).map(CondaRequirement::spec).toList());
    }

    /** The globs over build strings that are asked for. */
    static List<String> builds(String indexName, List<CondaRequirement> requirements) {
        return named(indexName, requirements)
                .flatMap(requirement -> requirement.spec().build().stream())
                .toList();
    }
}

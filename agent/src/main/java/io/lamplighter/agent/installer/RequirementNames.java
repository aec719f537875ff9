package io.lamplighter.agent.installer;

import io.lamplighter.api.manifest.PackageRequirement;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The packages that requirements ask for by name. Reading one refuses all but names and versions. */
public final class RequirementNames {
    private RequirementNames() {}

    /**
     * The name of one.
     *
     * @throws IllegalArgumentException for an option, an address, a path or an editable
     */
    public static String of(String requirement) {
        return new PackageRequirement(requirement).parsed().name();
    }

    public static Set<String> of(Collection<String> requirements) {
        return requirements.stream().map(RequirementNames::of).collect(Collectors.toUnmodifiableSet());
    }
}

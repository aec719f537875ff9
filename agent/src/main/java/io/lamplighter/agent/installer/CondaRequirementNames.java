package io.lamplighter.agent.installer;

import io.lamplighter.versions.conda.MatchSpec;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The conda packages that MatchSpecs ask for by name. */
public final class CondaRequirementNames {
    private CondaRequirementNames() {}

    /**
     * Their names.
     *
     * @throws IllegalArgumentException for what is no spec, an option or an address among it
     */
    public static Set<String> of(Collection<String> specs) {
        return specs.stream().map(spec -> MatchSpec.parse(spec).name()).collect(Collectors.toUnmodifiableSet());
    }
}

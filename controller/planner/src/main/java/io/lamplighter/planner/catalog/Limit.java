package io.lamplighter.planner.catalog;

import java.util.Collection;
import java.util.List;

/**
 * What a release of torch must be kept from.
 *
 * @param name of the package
 * @param versions that go with it, PEP 440, {@code <2}
 * @param broughtBy what brings the package even where nobody asks for it
 * @param onlyConda whether only conda brings the package to torch
 * @param because what happens otherwise
 */
public record Limit(String name, String versions, List<String> broughtBy, boolean onlyConda, String because) {
    public Limit {
        broughtBy = List.copyOf(broughtBy);
    }

    /** Whether a solve for packages of these names gets the package. */
    public boolean concerns(Collection<String> names) {
        return names.contains(name) || broughtBy.stream().anyMatch(names::contains);
    }

    /** As pip and conda both read it: {@code numpy<2}. */
    public String text() {
        return name + versions;
    }
}

package io.lamplighter.agent.installer;

import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Step.Solve;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is solved, as a {@code pyproject.toml}: the one way to tell uv, without any configuration of the machine, which
 * single index a package comes from. A placed package is never looked for elsewhere; all others follow the default
 * index, which uv takes from its command line only.
 */
record SolveProject(Solve solve, Candidate candidate, SourceAddresses addresses) {
    /** How uv names who wants a root of this project. */
    static final String NAME = "lamplighter-environment";

    private static final Pattern UNNAMEABLE = Pattern.compile("[^A-Za-z0-9._-]");

    String render() {
        Set<String> requirements = requirements();
        Map<String, Placement> placements = placementsOf(requirements);
        StringBuilder text = new StringBuilder("""
                [project]
                name = "%s"
                version = "0"
                requires-python = ">=3"
                dependencies = [%s]

                [tool.uv.sources]
                """.formatted(
                        NAME, requirements.stream().map(SolveProject::quote).collect(Collectors.joining(", "))));
        placements.forEach((name, placement) ->
                text.append("%s = { index = %s }\n".formatted(quote(name), quote(indexName(placement)))));
        Map<String, PackageIndex> indexes = new TreeMap<>();
        placements.values().forEach(placement -> indexes.put(indexName(placement), addresses.of(placement)));
        indexes.forEach((name, index) -> text.append(declare(name, index)));
        return text.toString();
    }

    /** Where its packages come from. */
    Indexes indexes() {
        Map<String, PackageIndex> placed = new TreeMap<>();
        placementsOf(requirements()).forEach((name, placement) -> placed.put(name, addresses.of(placement)));
        return new Indexes(placed, defaultIndex().orElse(null));
    }

    /** All that have a part in it. */
    List<AvailableSource> sources() {
        List<Placement> placements =
                new ArrayList<>(placementsOf(requirements()).values());
        placements.add(addresses.ofDefault(solve.defaultIndex(), candidate));
        return addresses.behind(placements);
    }

    /** Where a package comes from that the solve found. */
    Placement placementOf(String name) {
        Placement placed = placementsOf(requirements()).get(name);
        return placed == null ? addresses.ofDefault(solve.defaultIndex(), candidate) : placed;
    }

    private Optional<PackageIndex> defaultIndex() {
        return addresses.unlessInstallersOwn(addresses.ofDefault(solve.defaultIndex(), candidate));
    }

    private Set<String> requirements() {
        Set<String> requirements = new LinkedHashSet<>(solve.requirements());
        requirements.addAll(candidate.pins());
        return requirements;
    }

    /** Only what is asked for by name can be placed; the rest follows the default index. */
    private Map<String, Placement> placementsOf(Set<String> requirements) {
        Set<String> names = requirements.stream().map(RequirementNames::of).collect(Collectors.toSet());
        Map<String, Placement> placements = new TreeMap<>(candidate.placements());
        placements.keySet().retainAll(names);
        placements.values().removeIf(this::followsDefault);
        return placements;
    }

    /** The installer's own index has no address to compare. */
    private boolean followsDefault(Placement placement) {
        return placement.source().equals(solve.defaultIndex())
                && defaultIndex().map(addresses.of(placement)::equals).orElse(true);
    }

    private static String declare(String name, PackageIndex index) {
        String form = switch (index) {
            case PackageIndex.Simple _ -> "";
            case PackageIndex.Flat _ -> "format = \"flat\"\n";
        };
        return """

                [[tool.uv.index]]
                name = %s
                url = %s
                %sexplicit = true
                """.formatted(quote(name), quote(index.url()), form);
    }

    /** A name that uv takes. */
    private static String indexName(Placement placement) {
        String part = placement.page() == null ? placement.build() : placement.page();
        String source = "source-" + placement.source();
        return part == null ? source : source + "-" + UNNAMEABLE.matcher(part).replaceAll("-");
    }

    private static String quote(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a control character in \"" + text + "\"");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

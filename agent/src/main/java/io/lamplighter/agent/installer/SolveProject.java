package io.lamplighter.agent.installer;

import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Step.Solve;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is solved, as a {@code pyproject.toml}: the one way to tell uv, without any configuration of the machine, which
 * single index a package comes from. A placed package is never looked for elsewhere; all others follow the default
 * index, which uv takes from its command line only.
 */
record SolveProject(Solve solve, Candidate candidate, SourceAddresses addresses) {
    /** How uv names who wants a root of this project. */
    static final String NAME = "lamplighter-environment";

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
        new TreeSet<>(placements.values().stream().map(SolveProject::indexName).toList())
                .forEach(name -> text.append(index(name, address(placements, name))));
        return text.toString();
    }

    /** Where its packages come from. */
    Indexes indexes() {
        Map<String, String> placed = new TreeMap<>();
        placementsOf(requirements()).forEach((name, placement) -> placed.put(name, addresses.of(placement)));
        return new Indexes(placed, addresses.ofDefault(solve.defaultIndex()).orElse(null));
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
        placements
                .values()
                .removeIf(placement ->
                        placement.build() == null && placement.source().equals(solve.defaultIndex()));
        return placements;
    }

    private String address(Map<String, Placement> placements, String indexName) {
        return placements.values().stream()
                .filter(placement -> indexName(placement).equals(indexName))
                .map(addresses::of)
                .findFirst()
                .orElseThrow();
    }

    private static String index(String name, String url) {
        return """

                [[tool.uv.index]]
                name = %s
                url = %s
                explicit = true
                """.formatted(quote(name), quote(url));
    }

    private static String indexName(Placement placement) {
        return Stream.ofNullable(placement.build())
                .map(build -> "source-" + placement.source() + "-" + build)
                .findFirst()
                .orElse("source-" + placement.source());
    }

    private static String quote(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a control character in \"" + text + "\"");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

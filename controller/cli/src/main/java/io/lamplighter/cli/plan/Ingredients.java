package io.lamplighter.cli.plan;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep508.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person would give the installers for the first candidate of a plan. */
record Ingredients(Plan plan, List<AvailableSource> sources) {
    List<String> requirements() {
        return Stream.concat(
                        plan.all(Step.SolveConda.class).stream()
                                .flatMap(solve -> pinned(
                                        solve.candidates().getFirst().pins(),
                                        solve.requirements(),
                                        text -> MatchSpec.parse(text).name())),
                        plan.all(Step.Solve.class).stream()
                                .flatMap(solve -> pinned(
                                        solve.candidates().getFirst().pins(),
                                        solve.requirements(),
                                        text -> Requirement.parse(text).name())))
                .toList();
    }

    /** A pin stands in for what was asked of the same package, unless that says something that a pin cannot. */
    private static Stream<String> pinned(List<String> pins, List<String> requirements, UnaryOperator<String> name) {
        Set<String> names = pins.stream().map(name).collect(Collectors.toSet());
        return Stream.concat(
                pins.stream(),
                requirements.stream().filter(text -> !names.contains(name.apply(text)) || text.contains("[")));
    }

    List<String> indexes() {
        Set<String> addresses = new LinkedHashSet<>();
        for (Step.Solve solve : plan.all(Step.Solve.class)) {
            Candidate first = solve.candidates().getFirst();
            first.placements().entrySet().stream()
                    .sorted((one, other) -> Boolean.compare(isTorch(other.getKey()), isTorch(one.getKey())))
                    .map(entry -> address(entry.getValue()))
                    .forEach(addresses::add);
            if (source(solve.defaultIndex()).type() == Source.Type.PYPI) {
                addresses.add(root(solve.defaultIndex()));
            }
        }
        return new ArrayList<>(addresses);
    }

    private static boolean isTorch(String name) {
        return name.equals("torch");
    }

    private String address(Placement placement) {
        String root = root(placement.source());
        if (placement.page() != null) {
            return root + "/" + placement.page();
        }
        return placement.build() == null ? root : root + "/" + placement.build();
    }

    List<String> channels() {
        return plan.all(Step.SolveConda.class).stream()
                .map(solve -> solve.candidates().getFirst())
                .map(CondaCandidate::channels)
                .flatMap(List::stream)
                .map(this::channel)
                .toList();
    }

    /** A public channel by its name, as conda takes it; any other by its address. */
    private String channel(SourceName name) {
        String root = root(name);
        boolean isPublic = BuiltInSources.find(name)
                .filter(source -> root.equals(source.url()))
                .isPresent();
        return isPublic ? root.substring(root.lastIndexOf('/') + 1) : root;
    }

    private String root(SourceName name) {
        return source(name).addresses().stream().findFirst().orElseGet(BuiltInSources::defaultIndex);
    }

    private AvailableSource source(SourceName name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan names a source that nobody gave: " + name));
    }
}

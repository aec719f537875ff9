package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a lock of a plan may hold: files of its stages, from the places that its candidates name. */
record PlannedFiles(Plan plan) {
    /** As PEP 503 has it: the name is a part of the address of its page. */
    private static final Pattern NORMALIZED = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** What a lock holds beside that, a sentence each. */
    List<String> problems(Lock lock) {
        List<String> problems = new ArrayList<>();
        List<String> planned = stages(plan);
        List<String> locked = lock.stages().stream().map(PlannedFiles::name).toList();
        if (!planned.equals(locked)) {
            problems.add("its stages are " + locked + ", the plan's are " + planned);
        }
        for (LockedStage stage : lock.stages()) {
            stage.packages().stream()
                    .filter(each -> !allowed(stage.installer(), each))
                    .map(each ->
                            each.name() + " comes from " + shown(each.from()) + ", where the plan has nothing of it")
                    .forEach(problems::add);
        }
        return problems;
    }

    private boolean allowed(Installer installer, LockedPackage each) {
        return switch (installer) {
            case PIP ->
                NORMALIZED.matcher(each.name()).matches()
                        && pipPlaces(each.name()).contains(each.from());
            case CONDA -> condaPlaces().contains(each.from());
        };
    }

    /** One of a name's own, or the default; in a tree that is the branch of a candidate. */
    private Set<Placement> pipPlaces(String name) {
        return plan.all(Step.Solve.class).stream()
                .flatMap(solve -> solve.candidates().stream().flatMap(candidate -> pipPlaces(solve, candidate, name)))
                .collect(Collectors.toSet());
    }

    private static Stream<Placement> pipPlaces(Step.Solve solve, Candidate candidate, String name) {
        return Stream.of(
                        Stream.ofNullable(candidate.placements().get(name)),
                        candidate.placements().values().stream()
                                .filter(place -> place.source().equals(solve.defaultIndex())),
                        Stream.of(new Placement(solve.defaultIndex(), null)))
                .flatMap(places -> places);
    }

    private Set<Placement> condaPlaces() {
        return plan.all(Step.SolveConda.class).stream()
                .flatMap(solve -> solve.candidates().stream())
                .map(CondaCandidate::channels)
                .flatMap(List::stream)
                .map(channel -> new Placement(channel, null))
                .collect(Collectors.toSet());
    }

    private static List<String> stages(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> switch (step) {
                    case Step.Install install -> Stream.of("pip " + install.stage());
                    case Step.InstallConda install -> Stream.of("conda " + install.stage());
                    case Step.CreateEnvironment _,
                            Step.Solve _,
                            Step.SolveConda _,
                            Step.UnpackToolkit _,
                            Step.RunToolkitInstaller _,
                            Step.ProveToolkit _,
                            Step.Verify _,
                            Step.Expose _,
                            Step.Unknown _ -> Stream.<String>empty();
                })
                .toList();
    }

    private static String name(LockedStage stage) {
        return switch (stage.installer()) {
                    case PIP -> "pip ";
                    case CONDA -> "conda ";
                }
                + stage.name();
    }

    private static String shown(Placement place) {
        String part = place.page() == null ? place.build() : place.page();
        return part == null ? "" + place.source() : place.source() + "/" + part;
    }
}

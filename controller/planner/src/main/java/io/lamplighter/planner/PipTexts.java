package io.lamplighter.planner;

import io.lamplighter.api.plan.Step;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of pip's stages as a plan has them.
 *
 * @param all of every stage
 * @param stages with their own
 * @param names of all that is asked for
 */
record PipTexts(List<String> all, List<Step.Install> stages, List<String> names) {
    PipTexts {
        all = List.copyOf(all);
        stages = List.copyOf(stages);
        names = List.copyOf(names);
    }

    /** @param cudaMajor what a package that leaves its CUDA open is taken for; absent where nothing computes on CUDA */
    static PipTexts of(Wanted wanted, @Nullable Integer cudaMajor) {
        List<Step.Install> stages = wanted.pip().stream()
                .map(stage -> new Step.Install(
                        stage.name(),
                        settled(wanted, stage, cudaMajor)
                                .map(PlanTexts::canonical)
                                .toList()))
                .toList();
        return new PipTexts(
                stages.stream()
                        .flatMap(stage -> stage.requirements().stream())
                        .distinct()
                        .toList(),
                stages,
                wanted.pip().stream()
                        .flatMap(stage -> settled(wanted, stage, cudaMajor))
                        .map(Requirement::name)
                        .distinct()
                        .toList());
    }

    private static Stream<Requirement> settled(Wanted wanted, Wanted.PipStage stage, @Nullable Integer cudaMajor) {
        return stage.requirements().stream().map(requirement -> settled(wanted, requirement, cudaMajor));
    }

    private static Requirement settled(Wanted wanted, Requirement requirement, @Nullable Integer cudaMajor) {
        if (cudaMajor == null) {
            return requirement;
        }
        String written = PlanTexts.canonical(requirement);
        return wanted.bound().stream()
                .filter(bound -> bound.written().equals(written))
                .flatMap(bound -> Stream.ofNullable(bound.byMajor().get(cudaMajor)))
                .findFirst()
                .orElse(requirement);
    }
}

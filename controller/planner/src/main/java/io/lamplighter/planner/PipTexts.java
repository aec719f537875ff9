package io.lamplighter.planner;

import io.lamplighter.api.plan.Step;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of pip's stages as a plan has them.
 *
 * @param cudaMajor what a package that leaves its CUDA open is taken for; absent where nothing computes on CUDA
 */
record PipTexts(Wanted wanted, @Nullable Integer cudaMajor) {
    List<String> all() {
        return wanted.pip().stream().flatMap(stage -> texts(stage)).distinct().toList();
    }

    List<Step.Install> stages() {
        return wanted.pip().stream()
                .map(stage -> new Step.Install(stage.name(), texts(stage).toList()))
                .toList();
    }

    /** The names of all that is asked for. */
    List<String> names() {
        return wanted.pip().stream()
                .flatMap(stage -> stage.requirements().stream())
                .map(this::settled)
                .map(Requirement::name)
                .distinct()
                .toList();
    }

    private Stream<String> texts(Wanted.PipStage stage) {
        return stage.requirements().stream().map(this::settled).map(PlanTexts::canonical);
    }

    private Requirement settled(Requirement requirement) {
        String written = PlanTexts.canonical(requirement);
        return wanted.bound().stream()
                .filter(bound -> bound.written().equals(written))
                .flatMap(bound -> Stream.ofNullable(bound.byMajor().get(cudaMajor)))
                .findFirst()
                .orElse(requirement);
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.plan.Step;
import io.lamplighter.planner.catalog.PythonSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The requirements of conda's stages as a plan has them, Python among them. */
record CondaTexts(Asked asked) {
    private static final String PYTHON = "python";

    /** @param series the Python that a build is for; absent where the spec alone decides */
    List<String> all(@Nullable PythonSeries series) {
        List<String> all = new ArrayList<>();
        all.add(python(series));
        asked.wanted().conda().forEach(stage -> texts(stage).forEach(all::add));
        return all.stream().distinct().toList();
    }

    List<Step.InstallConda> stages() {
        return asked.wanted().conda().stream()
                .map(stage -> new Step.InstallConda(stage.name(), texts(stage).toList()))
                .toList();
    }

    private static Stream<String> texts(Wanted.CondaStage stage) {
        return stage.requirements().stream()
                .map(requirement -> requirement.spec().toString());
    }

    /** Conda writes {@code 3.11.*} where PEP 440 writes {@code ==3.11.*}. */
    private String python(@Nullable PythonSeries series) {
        String specifiers = series == null
                ? asked.pythonsOfConda().specifier()
                : asked.pythonsOfConda().specifierWithin(series);
        String versions = Stream.of(specifiers.split(",", -1))
                .map(specifier ->
                        specifier.startsWith("==") && specifier.endsWith("*") ? specifier.substring(2) : specifier)
                .collect(Collectors.joining(","));
        return PYTHON + " " + versions;
    }
}

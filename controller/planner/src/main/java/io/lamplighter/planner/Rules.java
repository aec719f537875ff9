package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All rules for one question, in the order in which the first that fails decides. */
final class Rules {
    private Rules() {}

    static List<Rule> of(
            TorchRequest request,
            Target target,
            Interpreters interpreters,
            PlanningFacts facts,
            Catalog catalog,
            @Nullable Pep440Version settled) {
        return Stream.of(
                        Stream.<Rule>of(
                                new RequirementRule(request.torch()),
                                new SettledRule(settled),
                                new PythonRule(interpreters),
                                new GlibcRule(facts.glibc()),
                                new SourceRule()),
                        ofTarget(target, catalog),
                        Stream.<Rule>of(new CompanionRule(request.companions(), catalog)))
                .flatMap(rules -> rules)
                .toList();
    }

    private static Stream<Rule> ofTarget(Target target, Catalog catalog) {
        return switch (target) {
            case Target.Processor processor -> Stream.of(new ProcessorRule(processor));
            case Target.Gpus gpus -> {
                DriverRule driver = new DriverRule(gpus, catalog.drivers());
                yield Stream.of(
                        new ComputeRule(gpus),
                        driver,
                        new CodeRule(gpus, driver),
                        new CudnnRule(gpus, catalog.cudnn(), catalog.drivers()));
            }
            case Target.Refused _ -> Stream.empty();
        };
    }
}

package io.lamplighter.planner;

import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.Drivers;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;

/**
 * What rests on the build and on what torch computes on: judged once for all machines of a platform that are alike in
 * that.
 *
 * @param rules in their order
 */
record TargetRules(List<Rule> rules, Ranking ranking) {
    TargetRules {
        rules = List.copyOf(rules);
    }

    /** What they are the same for. */
    record Key(String platform, Target target) {}

    static TargetRules of(Catalog catalog, Key key) {
        List<TorchBuild> builds = catalog.builds(key.platform());
        return new TargetRules(
                rules(key.target(), catalog).stream()
                        .<Rule>map(rule -> new RememberedRule(rule, builds.size()))
                        .toList(),
                new Ranking(key.target(), catalog.drivers(), builds));
    }

    private static List<Rule> rules(Target target, Catalog catalog) {
        Drivers drivers = catalog.drivers();
        return switch (target) {
            case Target.Processor processor -> List.of(new ProcessorRule(processor));
            case Target.Gpus gpus -> {
                DriverRule driver = new DriverRule(gpus, drivers);
                yield List.of(
                        new ComputeRule(gpus.compute()),
                        driver,
                        new CodeRule(gpus, driver, drivers),
                        new CudnnRule(gpus, catalog.cudnn(), drivers));
            }
            case Target.Refused _ -> List.of();
        };
    }
}

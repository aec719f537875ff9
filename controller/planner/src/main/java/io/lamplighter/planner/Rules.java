package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;

/** All rules for one machine, in the order in which the first that fails decides. */
final class Rules {
    private Rules() {}

    static List<Rule> of(
            Asked asked, TorchRequest request, Target target, Interpreters interpreters, PlanningFacts facts) {
        SharedRules shared = asked.sharedRules(facts.platform(), request);
        List<Rule> rules = new ArrayList<>(shared.first());
        rules.add(new PythonRule(interpreters));
        rules.add(GlibcRule.of(facts));
        rules.add(new SourceRule());
        addTarget(rules, target, asked.catalog());
        rules.addAll(shared.last());
        if (!asked.wanted().bound().isEmpty()) {
            rules.add(new CudaBoundRule(asked.wanted().bound(), target));
        }
        return rules;
    }

    private static void addTarget(List<Rule> rules, Target target, Catalog catalog) {
        switch (target) {
            case Target.Processor processor -> rules.add(new ProcessorRule(processor));
            case Target.Gpus gpus -> {
                DriverRule driver = new DriverRule(gpus, catalog.drivers());
                rules.add(new ComputeRule(gpus.compute()));
                rules.add(driver);
                rules.add(new CodeRule(gpus, driver, catalog.drivers()));
                rules.add(new CudnnRule(gpus, catalog.cudnn(), catalog.drivers()));
            }
            case Target.Refused _ -> {}
        }
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
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
        rules.addAll(asked.targetRules(facts.platform(), target).rules());
        rules.addAll(shared.last());
        if (!asked.wanted().bound().isEmpty()) {
            rules.add(new CudaBoundRule(asked.wanted().bound(), target));
        }
        return List.copyOf(rules);
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Set;

/** What a Python environment asks. */
record EnvironmentQuestion(Asked asked) implements Question {
    @Override
    public Question settledOn(Pep440Version release) {
        return new EnvironmentQuestion(
                Asked.of(asked.catalog(), asked.environment(), asked.sources(), release, asked.denied()));
    }

    @Override
    public Resolution resolve(PlanningFacts facts) {
        return new Case(asked, facts).resolve();
    }

    @Override
    public Decision decide(PlanningFacts facts) {
        return new Case(asked, facts).decide();
    }

    @Override
    public Set<Pep440Version> releases(PlanningFacts facts) {
        return new Case(asked, facts).releases();
    }
}

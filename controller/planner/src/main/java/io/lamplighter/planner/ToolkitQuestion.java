package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Set;

/** What a CUDA toolkit asks: it is of given archives, so that a machine can have it or cannot. */
record ToolkitQuestion(Catalog catalog, Toolkit toolkit) implements Question {
    /** No torch is in it. */
    @Override
    public Question settledOn(Pep440Version release) {
        return this;
    }

    @Override
    public Resolution resolve(PlanningFacts facts) {
        return decide(facts).resolution();
    }

    @Override
    public Decision decide(PlanningFacts facts) {
        return ToolkitCase.of(this, facts).decide();
    }

    @Override
    public Set<Pep440Version> releases(PlanningFacts facts) {
        return Set.of();
    }
}

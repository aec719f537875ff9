package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Set;

/** One environment with its sources, to be answered for any number of machines. Safe to share between threads. */
public final class Question {
    private final Asked asked;

    private Question(Asked asked) {
        this.asked = asked;
    }

    static Question of(Catalog catalog, Environment environment, List<AvailableSource> sources) {
        return new Question(Asked.of(catalog, environment, sources, null));
    }

    /** The same question where one release of torch is settled already, because all machines shall have the same. */
    public Question settledOn(Pep440Version release) {
        return new Question(Asked.of(asked.catalog(), asked.environment(), asked.sources(), release));
    }

    /** The same answer for the same facts, always. */
    public Resolution resolve(PlanningFacts facts) {
        return new Case(asked, facts).resolve();
    }

    /** The answer and every candidate that was considered. */
    public Decision decide(PlanningFacts facts) {
        return new Case(asked, facts).decide();
    }

    /** The releases of torch of which some build would work; empty where torch is not asked for or none works. */
    public Set<Pep440Version> releases(PlanningFacts facts) {
        return new Case(asked, facts).releases();
    }
}

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
import org.jspecify.annotations.Nullable;

/** One environment with its sources, to be answered for any number of machines. Safe to share between threads. */
public final class Question {
    private final Catalog catalog;
    private final Environment environment;
    private final List<AvailableSource> sources;
    private final @Nullable Pep440Version only;

    private Question(
            Catalog catalog, Environment environment, List<AvailableSource> sources, @Nullable Pep440Version only) {
        this.catalog = catalog;
        this.environment = environment;
        this.sources = sources;
        this.only = only;
    }

    static Question of(Catalog catalog, Environment environment, List<AvailableSource> sources) {
        return new Question(catalog, environment, List.copyOf(sources), null);
    }

    /** The same question where one release of torch is settled already, because all machines shall have the same. */
    public Question settledOn(Pep440Version release) {
        return new Question(catalog, environment, sources, release);
    }

    /** The same answer for the same facts, always. */
    public Resolution resolve(PlanningFacts facts) {
        return decide(facts).resolution();
    }

    /** The answer and every candidate that was considered. */
    public Decision decide(PlanningFacts facts) {
        return asked(facts).decide();
    }

    /** The releases of torch of which some build would work; empty where torch is not asked for or none works. */
    public Set<Pep440Version> releases(PlanningFacts facts) {
        return asked(facts).releases();
    }

    private Case asked(PlanningFacts facts) {
        return new Case(catalog, environment, sources, facts, only);
    }
}

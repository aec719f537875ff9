package io.lamplighter.planner;

import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Set;

/** One manifest with its sources, to be answered for any number of machines. Safe to share between threads. */
public sealed interface Question permits EnvironmentQuestion, ToolkitQuestion {
    static Question of(Catalog catalog, Assignable asking, List<AvailableSource> sources, Denials denied) {
        return switch (asking) {
            case Environment environment ->
                new EnvironmentQuestion(Asked.of(catalog, environment, sources, null, denied));
            case Toolkit toolkit -> new ToolkitQuestion(catalog, toolkit);
        };
    }

    /** The same question where one release of torch is settled already, because all machines shall have the same. */
    Question settledOn(Pep440Version release);

    /** The same answer for the same facts, always. */
    Resolution resolve(PlanningFacts facts);

    /** The answer and every candidate that was considered. */
    Decision decide(PlanningFacts facts);

    /** The releases of torch of which some build would work; empty where torch is not asked for or none works. */
    Set<Pep440Version> releases(PlanningFacts facts);
}

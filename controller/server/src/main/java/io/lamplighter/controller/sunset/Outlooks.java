package io.lamplighter.controller.sunset;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.view.Alike;
import io.lamplighter.api.view.Sunset;
import io.lamplighter.api.view.Sunset.Outlook;
import io.lamplighter.api.view.Sunset.Standing;
import io.lamplighter.controller.catalog.CatalogInForce;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.KindStore;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.TorchAdvice;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the planner once for all machines with the same planning facts what they can still run. */
@Singleton
final class Outlooks {
    private static final int MOST_EXAMPLES = 5;
    private static final Comparator<Outlook> WORST_AND_LARGEST_FIRST = comparing(Outlook::standing)
            .thenComparingInt(outlook -> -outlook.who().machines())
            .thenComparing(outlook -> outlook.who().examples().getFirst());

    private final KindStore kinds;
    private final FactsStore facts;
    private final CatalogInForce catalog;

    Outlooks(KindStore kinds, FactsStore facts, CatalogInForce catalog) {
        this.kinds = kinds;
        this.facts = facts;
        this.catalog = catalog;
    }

    /**
     * All of them, the worst first.
     *
     * @param limit how many groups are told
     */
    Sunset of(Session session, int limit) {
        Planner planner = catalog.planner(session);
        NewestRelease newest = new NewestRelease(planner);
        Map<Sha256, PlanningFacts> known = facts.planningFacts(session);
        Map<Sha256, List<Population>> alike = kinds.all(session, Set.of(), RoomScale.NONE).stream()
                .collect(groupingBy(population -> population.kind().planning()));
        List<Outlook> outlooks = alike.entrySet().stream()
                .filter(each -> known.containsKey(each.getKey()))
                .map(each -> outlook(
                        planner, newest, who(each.getValue(), Objects.requireNonNull(known.get(each.getKey())))))
                .sorted(WORST_AND_LARGEST_FIRST)
                .toList();
        return new Sunset(
                outlooks.stream().mapToInt(outlook -> outlook.who().machines()).sum(),
                planner.catalogVersion(),
                outlooks.stream().limit(limit).toList(),
                Math.max(0, outlooks.size() - limit));
    }

    private static Alike who(List<Population> populations, PlanningFacts facts) {
        return new Alike(
                populations.stream().mapToInt(Population::machines).sum(),
                populations.stream()
                        .flatMap(population -> population.examples().stream())
                        .sorted()
                        .distinct()
                        .limit(MOST_EXAMPLES)
                        .toList(),
                facts);
    }

    private static Outlook outlook(Planner planner, NewestRelease newest, Alike who) {
        TorchAdvice advice = planner.advise(who.facts());
        DriverEnd end = DriverEnd.of(who.facts(), planner.catalog().drivers()).orElse(null);
        Considered newer = advice.newest() == null || advice.newer() == null
                ? null
                : newest.excludedOn(who.facts())
                        .map(excluded -> nextIfExcluded(advice, excluded))
                        .orElse(null);
        return new Outlook(
                standing(advice.newest(), newer, end),
                who,
                advice.newest() == null ? null : advice.newest().name(),
                newer == null ? null : newer.name(),
                newer == null ? null : newer.because(),
                end == null ? null : end.branch(),
                end == null ? null : end.cuda(),
                advice.reasons(),
                advice.nearest());
    }

    /** The next release is nearer than the newest one, but it may be one of which too little is known. */
    private static Considered nextIfExcluded(TorchAdvice advice, Considered newest) {
        Considered next = advice.newer();
        return next != null && next.verdict() == Verdict.EXCLUDED ? next : newest;
    }

    private static Standing standing(@Nullable Considered newest, @Nullable Considered newer, @Nullable DriverEnd end) {
        if (newest == null) {
            return Standing.OVER;
        }
        if (newer != null) {
            return Standing.BEHIND;
        }
        return end == null ? Standing.CURRENT : Standing.ENDING;
    }
}

package io.lamplighter.planner;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Finding.Change;
import io.lamplighter.planner.Finding.Remedy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says why none of the judged builds works, and what would have to change the least.
 *
 * @param smallerScope what would run if fewer GPUs had a say; proposed where nothing else is near
 */
record Shortfall(
        TorchRequest request, List<Judged> judged, @Nullable String smallerScope) {
    private static final int PROPOSALS = 2;

    Shortfall {
        judged = List.copyOf(judged);
    }

    Resolution.Rejected rejected() {
        return new Resolution.Rejected(reasons(), nearest());
    }

    /** One a rule, about its best build: all of them are the explanation's. */
    private List<Reason> reasons() {
        Map<String, List<Judged>> byRule = new LinkedHashMap<>();
        for (Judged each : judged) {
            if (isAskedFor(each)) {
                byRule.computeIfAbsent(deciding(each).rule(), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        return byRule.isEmpty()
                ? List.of(noSuchRelease())
                : byRule.entrySet().stream()
                        .map(rule -> reason(rule.getKey(), rule.getValue()))
                        .toList();
    }

    /** Nothing is kept where something falls short. */
    private static Judged.Failure deciding(Judged judged) {
        return judged.failures().getFirst();
    }

    private static boolean isAskedFor(Judged judged) {
        return !deciding(judged).rule().equals(RequirementRule.ID);
    }

    private static Reason reason(String rule, List<Judged> excluded) {
        Judged best = excluded.getFirst();
        int others = excluded.size() - 1;
        String fact = deciding(best).fails().fact().text();
        return new Reason(
                rule,
                best.offer().name()
                        + ": "
                        + fact
                        + (others == 0 ? "" : " (and " + others + " more by rule " + rule + ")"),
                fact);
    }

    private Reason noSuchRelease() {
        if (judged.isEmpty() && request.installer() == Installer.CONDA) {
            return new Reason(
                    SourceRule.ID,
                    "no build of torch takes all that it needs from the channels that spec.sources names",
                    null);
        }
        String known = judged.stream()
                .map(each -> each.offer().build().release())
                .max(naturalOrder())
                .map(newest -> "the newest that the catalog knows is " + newest)
                .orElse("the catalog knows none for this architecture");
        return new Reason(
                RequirementRule.ID,
                "the sources have no torch" + request.torch().text() + "; " + known,
                known);
    }

    /** Only builds that one single change would make work are near; another build of a release asked for is nearest. */
    private @Nullable String nearest() {
        if (judged.isEmpty() && request.installer() == Installer.CONDA) {
            return "leave spec.sources out, or name conda-forge too: builds take Python and what they need from there";
        }
        BitSet agesAskedFor = new BitSet();
        judged.stream()
                .filter(Shortfall::isAskedFor)
                .forEach(each -> agesAskedFor.set(each.offer().build().age()));
        TreeMap<Change, Remedy> proposals = judged.stream()
                .filter(each -> each.failures().size() == 1)
                .sorted(comparing(each -> !agesAskedFor.get(each.offer().build().age())))
                .flatMap(Shortfall::remedy)
                .collect(Collectors.toMap(Remedy::change, remedy -> remedy, nearer(), TreeMap::new));
        if (proposals.size() > 1) {
            proposals.remove(Change.PROCESSOR);
        }
        return proposals.keySet().stream().allMatch(Change.PROCESSOR::equals) && smallerScope != null
                ? smallerScope
                : joined(proposals);
    }

    private static @Nullable String joined(TreeMap<Change, Remedy> proposals) {
        return proposals.isEmpty()
                ? null
                : proposals.values().stream()
                        .limit(PROPOSALS)
                        .map(remedy -> remedy.sentence().text())
                        .collect(Collectors.joining("; "));
    }

    private static Stream<Remedy> remedy(Judged judged) {
        Remedy remedy = judged.failures().getFirst().fails().remedy();
        if (remedy == null || judged.isProven()) {
            return Stream.ofNullable(remedy);
        }
        return Stream.of(new Remedy(remedy.change(), () -> remedy.sentence().text() + " (unproven)", remedy.driver()));
    }

    /** The older driver; where none is asked for, the better build, which comes first. */
    private static BinaryOperator<Remedy> nearer() {
        return BinaryOperator.minBy(comparing(Remedy::driver, nullsFirst(naturalOrder())));
    }
}

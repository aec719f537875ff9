package io.lamplighter.planner;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts every judged build into words: kept ones in rank order, then the excluded ones from the newest release down. */
final class Explainer {
    private Explainer() {}

    static List<Considered> considered(TorchChoice choice) {
        List<Considered> lines = new ArrayList<>();
        for (Judged kept : choice.kept()) {
            lines.add(lines.isEmpty() ? chosenLine(kept) : keptLine(kept));
        }
        choice.all().stream()
                .filter(judged -> !judged.isKept())
                .sorted(comparing(judged -> judged.offer().build().release(), reverseOrder()))
                .map(Explainer::excludedLine)
                .forEach(lines::add);
        return lines;
    }

    static Considered chosenLine(Judged judged) {
        return line(judged, Verdict.CHOSEN, null, judged.whyKept());
    }

    static Considered keptLine(Judged judged) {
        return line(judged, judged.isProven() ? Verdict.KEPT : Verdict.UNPROVEN, null, judged.whyKept());
    }

    static Considered excludedLine(Judged judged) {
        Judged.Failure failure = judged.deciding().orElseThrow();
        return line(
                judged, Verdict.EXCLUDED, failure.rule(), failure.fails().fact().text());
    }

    private static Considered line(Judged judged, Verdict verdict, @Nullable String rule, String because) {
        Offer offer = judged.offer();
        return new Considered(
                offer.name(),
                offer.build().release().toString(),
                offer.label(),
                offer.build().cuda().map(Object::toString).orElse(null),
                offer.source().name().toString(),
                verdict,
                rule,
                because);
    }
}

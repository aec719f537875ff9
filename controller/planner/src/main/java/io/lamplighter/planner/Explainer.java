package io.lamplighter.planner;

import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Puts every judged build into words: kept ones in rank order, then the excluded ones from the newest release down. */
final class Explainer {
    private Explainer() {}

    static List<Considered> considered(TorchChoice choice) {
        List<Considered> lines = new ArrayList<>();
        for (Judged kept : choice.kept()) {
            lines.add(lines.isEmpty() ? chosenLine(kept) : keptLine(kept));
        }
        lines.addAll(ExcludedLines.of(choice.all()));
        return lines;
    }

    static Considered chosenLine(Judged judged) {
        return line(judged, Verdict.CHOSEN);
    }

    static Considered keptLine(Judged judged) {
        return line(judged, judged.isProven() ? Verdict.KEPT : Verdict.UNPROVEN);
    }

    private static Considered line(Judged judged, Verdict verdict) {
        return new Considered(
                judged.offer().name(),
                judged.offer().wheel().release().toString(),
                judged.offer().label(),
                judged.offer().source().name().toString(),
                verdict,
                null,
                judged.whyKept());
    }
}

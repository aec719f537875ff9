package io.lamplighter.cli.plan;

import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidates with what decided each; abridged, a screen instead of two hundred lines. */
final class CandidateTable {
    private static final int KEPT_SHOWN = 5;

    private CandidateTable() {}

    /** A line each. */
    static Table whole(List<Considered> candidates) {
        Table table = header();
        candidates.forEach(candidate -> add(table, candidate, candidate.name()));
        return table;
    }

    /** The first of those kept, and a line for all that one fact excluded. */
    static Table abridged(List<Considered> candidates) {
        Table table = header();
        List<Considered> kept = candidates.stream()
                .filter(candidate -> candidate.verdict() != Verdict.EXCLUDED)
                .toList();
        kept.stream().limit(KEPT_SHOWN).forEach(candidate -> add(table, candidate, candidate.name()));
        if (kept.size() > KEPT_SHOWN) {
            table.row(
                    Label.words(Verdict.KEPT),
                    (kept.size() - KEPT_SHOWN) + " more",
                    null,
                    null,
                    "ranked behind these; --all lists them");
        }
        groups(candidates).forEach(group -> add(table, group.getFirst(), names(group)));
        return table;
    }

    private static Table header() {
        return Table.of("VERDICT", "CANDIDATE", "SOURCE", "RULE", "BECAUSE");
    }

    private static void add(Table table, Considered candidate, String name) {
        table.row(verdict(candidate.verdict()), name, candidate.source(), candidate.rule(), candidate.because());
    }

    private static List<List<Considered>> groups(List<Considered> candidates) {
        Map<Cause, List<Considered>> groups = new LinkedHashMap<>();
        candidates.stream()
                .filter(candidate -> candidate.verdict() == Verdict.EXCLUDED)
                .forEach(candidate -> groups.computeIfAbsent(Cause.of(candidate), cause -> new ArrayList<>())
                        .add(candidate));
        return List.copyOf(groups.values());
    }

    private static String names(List<Considered> group) {
        String first = group.getFirst().name();
        return group.size() == 1 ? first : first + " and " + (group.size() - 1) + " more";
    }

    private static Cell verdict(Verdict verdict) {
        Tone tone = switch (verdict) {
            case CHOSEN -> Tone.GOOD;
            case KEPT -> Tone.PLAIN;
            case UNPROVEN -> Tone.CAUTION;
            case EXCLUDED -> Tone.QUIET;
        };
        return new Cell(Label.words(verdict), tone);
    }

    private record Cause(String source, @Nullable String rule, String because) {
        static Cause of(Considered candidate) {
            return new Cause(candidate.source(), candidate.rule(), candidate.because());
        }
    }
}

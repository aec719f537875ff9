package io.lamplighter.api.plan;

import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Candidates for people: neighbouring releases that one fact excludes whole share a line, and so does the same build of
 * neighbouring releases. What was kept stays as it is.
 */
public final class ConsideredRuns {
    private static final String SEVERAL = "any";

    private final List<Run> runs = new ArrayList<>();
    private final Map<Place, Run> open = new HashMap<>();
    private @Nullable Run openWhole;

    private ConsideredRuns() {}

    private record Cause(@Nullable String rule, String because) {
        static Cause of(Considered candidate) {
            return new Cause(candidate.rule(), candidate.because());
        }
    }

    private record Place(@Nullable String build, String source) {
        static Place of(Considered candidate) {
            return new Place(candidate.build(), candidate.source());
        }
    }

    /** Excluded candidates, from the newest release down, on their way to one line; the list grows. */
    private record Run(Cause cause, boolean whole, List<Considered> members) {}

    /** The lines, in the order of the candidates. */
    public static List<Considered> of(List<Considered> candidates) {
        List<Considered> lines = new ArrayList<>(candidates.stream()
                .filter(candidate -> candidate.verdict() != Verdict.EXCLUDED)
                .toList());
        ConsideredRuns runs = new ConsideredRuns();
        candidates.stream()
                .filter(candidate -> candidate.torch() != null)
                .collect(Collectors.groupingBy(
                        candidate -> Pep440Version.parse(Objects.requireNonNull(candidate.torch())),
                        () -> new TreeMap<Pep440Version, List<Considered>>(Comparator.reverseOrder()),
                        Collectors.toList()))
                .values()
                .forEach(runs::add);
        runs.runs.stream().map(ConsideredRuns::line).forEach(lines::add);
        return lines;
    }

    private void add(List<Considered> release) {
        List<Cause> causes = release.stream().map(Cause::of).distinct().toList();
        boolean excluded = release.stream().allMatch(candidate -> candidate.verdict() == Verdict.EXCLUDED);
        if (excluded && causes.size() == 1) {
            open.clear();
            openWhole = continued(openWhole, causes.getFirst(), true);
            openWhole.members().addAll(release);
        } else {
            openWhole = null;
            release.forEach(this::addSingle);
        }
    }

    private void addSingle(Considered candidate) {
        if (candidate.verdict() != Verdict.EXCLUDED) {
            open.remove(Place.of(candidate));
            return;
        }
        Run run = continued(open.get(Place.of(candidate)), Cause.of(candidate), false);
        run.members().add(candidate);
        open.put(Place.of(candidate), run);
    }

    private Run continued(@Nullable Run run, Cause cause, boolean whole) {
        if (run != null && run.cause().equals(cause)) {
            return run;
        }
        Run started = new Run(cause, whole, new ArrayList<>());
        runs.add(started);
        return started;
    }

    private static Considered line(Run run) {
        List<Considered> members = run.members();
        if (members.size() == 1) {
            return members.getFirst();
        }
        Considered newest = members.getFirst();
        Considered oldest = members.getLast();
        boolean oneRelease = Objects.equals(newest.torch(), oldest.torch());
        List<String> sources =
                members.stream().map(Considered::source).distinct().toList();
        return new Considered(
                "torch " + (oneRelease ? newest.torch() : oldest.torch() + " to " + newest.torch())
                        + (run.whole()
                                ? ""
                                : newest.name().substring(newest.name().lastIndexOf(' '))),
                oneRelease ? newest.torch() : null,
                run.whole() ? null : newest.build(),
                run.whole() ? null : newest.cuda(),
                sources.size() == 1 ? sources.getFirst() : SEVERAL,
                Verdict.EXCLUDED,
                run.cause().rule(),
                run.cause().because());
    }
}

package io.lamplighter.planner;

import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The excluded builds from the newest release down. Neighbouring releases that one fact excludes whole share a line,
 * and so does the same build of neighbouring releases.
 */
final class ExcludedLines {
    private final List<ExcludedRun> runs = new ArrayList<>();
    private final Map<Place, ExcludedRun> open = new HashMap<>();
    private @Nullable ExcludedRun openWhole;

    private record Place(BuildName build, SourceName source) {
        static Place of(Judged judged) {
            return new Place(
                    judged.offer().wheel().build(), judged.offer().source().name());
        }
    }

    private ExcludedLines() {}

    static List<Considered> of(List<Judged> all) {
        Map<Pep440Version, List<Judged>> newestFirst = all.stream()
                .collect(Collectors.groupingBy(
                        each -> each.offer().wheel().release(),
                        () -> new TreeMap<Pep440Version, List<Judged>>(reverseOrder()),
                        Collectors.toList()));
        ExcludedLines excluded = new ExcludedLines();
        newestFirst.values().forEach(excluded::add);
        return excluded.runs.stream().map(ExcludedRun::line).toList();
    }

    private void add(List<Judged> builds) {
        Optional<ExcludedRun.Cause> shared = ExcludedRun.Cause.sharedBy(builds);
        if (shared.isPresent()) {
            open.clear();
            openWhole = continued(openWhole, shared.get(), true);
            builds.forEach(openWhole::add);
        } else {
            openWhole = null;
            builds.forEach(this::addSingle);
        }
    }

    private void addSingle(Judged judged) {
        if (judged.isKept()) {
            open.remove(Place.of(judged));
            return;
        }
        ExcludedRun run = continued(open.get(Place.of(judged)), ExcludedRun.Cause.of(judged), false);
        run.add(judged);
        open.put(Place.of(judged), run);
    }

    private ExcludedRun continued(@Nullable ExcludedRun run, ExcludedRun.Cause cause, boolean whole) {
        if (run != null && run.cause().equals(cause)) {
            return run;
        }
        ExcludedRun started = new ExcludedRun(cause, whole, new ArrayList<>());
        runs.add(started);
        return started;
    }
}

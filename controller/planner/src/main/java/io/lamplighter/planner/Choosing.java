package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.Drivers;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges builds, and puts them in order.
 *
 * @param oneMajor whether all candidates of a plan must be of one CUDA major
 */
record Choosing(
        Target target, List<Rule> rules, Offers offers, Interpreters interpreters, Drivers drivers, boolean oneMajor) {
    Choosing {
        rules = List.copyOf(rules);
    }

    /** Every build. */
    TorchChoice whole() {
        List<Judged> all = new ArrayList<>();
        for (TorchBuild build : offers.builds()) {
            for (Offer offer : offers.of(build)) {
                all.add(Judged.by(rules, offer));
            }
        }
        return choice(all, ranking());
    }

    /**
     * The best builds, as many as a plan has: it stops at the release behind which nothing could come before them, for
     * a newer release that is proven and computes where it shall comes before any older one.
     */
    TorchChoice best() {
        Comparator<Judged> ranking = ranking();
        List<Judged> kept = new ArrayList<>();
        int age = 0;
        for (TorchBuild build : offers.builds()) {
            if (build.age() != age) {
                if (isEnough(kept, ranking)) {
                    break;
                }
                age = build.age();
            }
            for (Offer offer : offers.of(build)) {
                Judged.kept(rules, offer).ifPresent(kept::add);
            }
        }
        return choice(kept, ranking);
    }

    private boolean isEnough(List<Judged> kept, Comparator<Judged> ranking) {
        if (kept.size() < TorchChoice.MOST) {
            return false;
        }
        Judged first = kept.stream().min(ranking).orElseThrow();
        if (!isBestOfItsKind(first)) {
            return false;
        }
        int alike = 0;
        for (Judged judged : kept) {
            if (isBestOfItsKind(judged) && goesWith(first, judged)) {
                alike++;
            }
        }
        return alike >= TorchChoice.MOST;
    }

    private boolean isBestOfItsKind(Judged judged) {
        return judged.isProven() && judged.offer().build().cuda().isPresent() == target.isOnGpus();
    }

    /** A plan has one Python and, where something else is bound to it, one CUDA major. */
    private boolean goesWith(Judged chosen, Judged other) {
        Optional<PythonSeries> python = interpreters.newestOf(chosen.offer().pythons());
        return python.filter(other.offer().pythons()::contains).isPresent()
                && (!oneMajor || Objects.equals(major(chosen), major(other)));
    }

    private static @Nullable Integer major(Judged judged) {
        CudaVersion cuda = judged.offer().build().cudaVersion();
        return cuda == null ? null : cuda.major();
    }

    private Comparator<Judged> ranking() {
        return Ranking.of(target, drivers);
    }

    private TorchChoice choice(List<Judged> judged, Comparator<Judged> ranking) {
        List<Judged> sorted = judged.stream().sorted(ranking).toList();
        List<Judged> kept = sorted.stream().filter(Judged::isKept).toList();
        List<Judged> planned = kept.isEmpty()
                ? List.of()
                : kept.stream()
                        .filter(other -> goesWith(kept.getFirst(), other))
                        .limit(TorchChoice.MOST)
                        .toList();
        return new TorchChoice(target, interpreters, sorted, planned);
    }
}

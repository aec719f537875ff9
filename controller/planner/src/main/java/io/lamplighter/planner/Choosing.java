package io.lamplighter.planner;

import static java.util.Comparator.comparingLong;

import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.PythonSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges builds, and puts them in order.
 *
 * @param offers newest release first
 * @param oneMajor whether all candidates of a plan must be of one CUDA major
 */
record Choosing(
        Target target,
        List<Rule> rules,
        Ranking ranking,
        List<Offer> offers,
        Interpreters interpreters,
        boolean oneMajor) {
    Choosing {
        rules = List.copyOf(rules);
        offers = List.copyOf(offers);
    }

    /** Every build. */
    TorchChoice whole() {
        List<Judged> all = new ArrayList<>();
        for (Offer offer : offers) {
            all.add(Judged.by(rules, offer));
        }
        return choice(all);
    }

    /**
     * The best builds, as many as a plan has: it stops at the release behind which nothing could come before them, for
     * a newer release that is proven and computes where it shall comes before any older one.
     */
    TorchChoice best() {
        List<Judged> kept = new ArrayList<>();
        int age = 0;
        for (Offer offer : offers) {
            if (offer.build().age() != age) {
                if (isEnough(kept)) {
                    break;
                }
                age = offer.build().age();
            }
            Judged.kept(rules, offer).ifPresent(kept::add);
        }
        return choice(kept);
    }

    private boolean isEnough(List<Judged> kept) {
        if (kept.size() < TorchChoice.MOST) {
            return false;
        }
        Judged first = kept.stream().min(comparingLong(ranking::rank)).orElseThrow();
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

    private TorchChoice choice(List<Judged> judged) {
        List<Judged> sorted = ranking.sorted(judged);
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

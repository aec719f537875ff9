package io.lamplighter.planner;

import io.lamplighter.planner.catalog.PythonSeries;
import java.util.List;
import java.util.Optional;

/**
 * Judged builds of torch.
 *
 * @param all in rank order: kept ones first
 * @param planned the choice and the ranked rest that goes into the same plan
 */
record TorchChoice(Target target, Interpreters interpreters, List<Judged> all, List<Judged> planned) {
    /** How many candidates a plan has at most. */
    static final int MOST = 5;

    TorchChoice {
        all = List.copyOf(all);
        planned = List.copyOf(planned);
    }

    List<Judged> kept() {
        return all.stream().filter(Judged::isKept).toList();
    }

    Optional<Judged> chosen() {
        return planned.stream().findFirst();
    }

    /** The Python that an offer is installed for; empty where it has no file for any. */
    Optional<PythonSeries> pythonOf(Judged judged) {
        return interpreters.newestOf(judged.offer().pythons());
    }

    boolean isOnGpus() {
        return target.isOnGpus();
    }
}

package io.lamplighter.planner;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.Wheel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a choice costs and what is not known, a sentence each. */
final class Notes {
    private static final double BYTES_PER_GIGABYTE = 1e9;

    private Notes() {}

    static List<String> of(TorchChoice choice, TorchRequest request, NamedSources sources, Catalog catalog) {
        List<String> notes = new ArrayList<>();
        choice.chosen().ifPresent(chosen -> {
            Wheel wheel = chosen.offer().wheel();
            if (!choice.isOnGpus() && wheel.cuda().isPresent()) {
                notes.add(cost(chosen.offer()));
            }
            if (!chosen.isProven()) {
                notes.add(
                        wheel.name() + " is chosen unproven; not known: " + String.join("; ", chosen.notKnown()) + ".");
            }
            PythonSeries newest = choice.interpreters().fitting().getFirst();
            choice.pythonOf(chosen)
                    .filter(python -> !python.equals(newest))
                    .ifPresent(python -> notes.add("Python " + python + " is used and not " + newest + ", for which "
                            + wheel.name() + " has no file."));
        });
        unknownTrees(request, sources, catalog, notes);
        return notes;
    }

    private static String cost(Offer offer) {
        Wheel wheel = offer.wheel();
        String download = wheel.wheelBytes() == null
                ? ""
                : "; its own file is a download of " + gigabytes(wheel.wheelBytes()) + " GB";
        String disk = wheel.diskBytes() == null
                ? ""
                : "; with its CUDA libraries it takes about " + gigabytes(wheel.diskBytes()) + " GB on disk";
        return wheel.name() + " from " + offer.source().name()
                + " brings CUDA libraries that are of no use here" + download + disk
                + ". A PyTorch tree with CPU builds within reach would spare them.";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / BYTES_PER_GIGABYTE);
    }

    private static void unknownTrees(TorchRequest request, NamedSources sources, Catalog catalog, List<String> notes) {
        String releases = catalog.releasesNewerThanTrees().stream()
                .filter(request.torch()::contains)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        if (!releases.isEmpty() && sources.of(Source.Type.PYTORCH).findAny().isPresent()) {
            notes.add("Which builds of torch " + releases
                    + " a PyTorch tree carries is not known; only the build of the default index was considered.");
        }
    }
}

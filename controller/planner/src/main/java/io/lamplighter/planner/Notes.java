package io.lamplighter.planner;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a choice costs and what is not known, a sentence each. */
final class Notes {
    private static final double BYTES_PER_GIGABYTE = 1e9;

    private Notes() {}

    static List<String> of(
            TorchChoice choice, TorchRequest request, NamedSources sources, PlanningFacts facts, Catalog catalog) {
        List<String> notes = new ArrayList<>();
        choice.chosen().ifPresent(chosen -> chosen(choice, chosen, notes));
        if (PlanningFacts.NOT_TOLD.equals(facts.glibc())) {
            notes.add("Which glibc the machine has was not told: no build was excluded for it.");
        }
        ofDriver(facts, notes);
        if (request.installer() == Installer.PIP) {
            unknownTrees(request, sources, catalog, notes);
            if (sources.defaultIndex().isEmpty()) {
                notes.add("No index is within reach: what torch itself asks for is taken from the tree, too.");
            }
        }
        return notes;
    }

    private static void chosen(TorchChoice choice, Judged chosen, List<String> notes) {
        TorchBuild build = chosen.offer().build();
        if (!choice.isOnGpus() && build.cuda().isPresent()) {
            notes.add(cost(chosen.offer()));
        }
        if (!chosen.isProven()) {
            notes.add(build.name() + " is chosen unproven; not known: " + String.join("; ", chosen.unknowns())
                    + ". Its verification on the machine decides.");
        }
        PythonSeries newest = choice.interpreters().fitting().getFirst();
        if (choice.interpreters().present() != null) {
            choice.pythonOf(chosen)
                    .filter(python -> !python.equals(newest))
                    .ifPresent(python -> notes.add("Python " + python + " is used and not " + newest + ", for which "
                            + build.name() + " has no file."));
        }
    }

    private static void ofDriver(PlanningFacts facts, List<String> notes) {
        if (facts.driver() instanceof CudaState.RebootPending pending) {
            notes.add("Planned for driver " + pending.version() + ", which is loaded; " + pending.installed()
                    + " comes with the next boot.");
        }
        if (facts.gpus().stream().anyMatch(gpu -> gpu.slice() == Slice.MIG)) {
            notes.add("The GPU is partitioned (MIG): a process sees one instance of it.");
        }
    }

    private static String cost(Offer offer) {
        TorchBuild build = offer.build();
        String download = build.wheelBytes() == null
                ? ""
                : "; its own file is a download of " + gigabytes(build.wheelBytes()) + " GB";
        String disk = build.diskBytes() == null
                ? ""
                : "; with its CUDA libraries it takes about " + gigabytes(build.diskBytes()) + " GB on disk";
        return build.name() + " from " + offer.source().name()
                + " brings CUDA libraries that are of no use here" + download + disk
                + ". A PyTorch tree with CPU builds within reach would spare them.";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / BYTES_PER_GIGABYTE);
    }

    private static void unknownTrees(TorchRequest request, NamedSources sources, Catalog catalog, List<String> notes) {
        String releases = catalog.releasesNewerThanTrees().stream()
                .filter(request.torch()::admits)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        if (!releases.isEmpty() && sources.of(Source.Type.PYTORCH).findAny().isPresent()) {
            notes.add("Which builds of torch " + releases
                    + " a PyTorch tree carries is not known; only the build of the default index was considered.");
        }
    }
}

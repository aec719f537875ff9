package io.lamplighter.planner;

import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.CondaForm;
import io.lamplighter.planner.catalog.CudaVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes kept builds as what a solve by conda is given. */
record CondaCandidates(Asked asked, TorchQuestion question, NamedSources sources) {
    List<CondaCandidate> of(TorchChoice choice) {
        return choice.planned().stream()
                .map(each -> candidate(each.offer(), choice.target()))
                .toList();
    }

    private CondaCandidate candidate(Offer offer, Target target) {
        CondaForm form = Objects.requireNonNull(offer.build().channel());
        Set<String> pins = new LinkedHashSet<>(form.pins());
        CompanionRule companions = question.shared().companions();
        companions.wanted().forEach(companion -> pins.add(pin(companion.name(), companions.fitting(offer, companion))));
        asked.catalog()
                .companions()
                .limits(offer.build().release(), question.facts().platform())
                .forEach(limit -> pins.add(limit.text()));
        return new CondaCandidate(offer.name(), List.copyOf(pins), channels(form), cuda(target), capability(target));
    }

    /** Channels number their rebuilds apart from releases: the series is what is bound to torch's. */
    private String pin(String name, List<CompanionRelease> fitting) {
        String version = fitting.getFirst().version().toString();
        return asked.catalog().conda().nameOf(name) + "=" + version.substring(0, version.lastIndexOf('.')) + ".*";
    }

    /** Those that the build needs, and those of the site, as the environment orders them. */
    private List<SourceName> channels(CondaForm form) {
        List<SourceName> builtIn = BuiltInSources.all().stream()
                .filter(source -> source.type() == Source.Type.CONDA)
                .map(source -> source.name())
                .toList();
        List<SourceName> channels = new ArrayList<>();
        sources.of(Source.Type.CONDA)
                .filter(NamedSource::isReachable)
                .map(NamedSource::name)
                .filter(name -> form.channels().contains(name) || !builtIn.contains(name))
                .forEach(channels::add);
        return channels;
    }

    /** What the driver supports, so that the solver sees what the planner saw. */
    private @Nullable String cuda(Target target) {
        return switch (target) {
            case Target.Gpus gpus -> {
                CudaVersion said = gpus.ofDriver();
                yield said != null
                        ? said.toString()
                        : asked.catalog()
                                .drivers()
                                .newestNative(gpus.driver(), gpus.system())
                                .map(CudaVersion::toString)
                                .orElse(null);
            }
            case Target.Processor _, Target.Refused _ -> null;
        };
    }

    private static @Nullable String capability(Target target) {
        return switch (target) {
            case Target.Gpus gpus ->
                gpus.counted().stream()
                        .map(PlanningFacts.Gpu::computeCapability)
                        .min(naturalOrder())
                        .map(ComputeCapability::toString)
                        .orElse(null);
            case Target.Processor _, Target.Refused _ -> null;
        };
    }
}

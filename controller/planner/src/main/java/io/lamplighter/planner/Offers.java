package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.planner.catalog.CondaForm;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The builds that the sources of a machine may have.
 *
 * @param builds of the platform, newest release first
 * @param claimant the only source that torch may come from; absent where none claims it
 */
record Offers(
        List<TorchBuild> builds,
        NamedSources sources,
        Installer installer,
        @Nullable SourceName claimant,
        SharedRules shared) {
    static Offers of(Asked asked, TorchRequest request, String platform, NamedSources sources) {
        return new Offers(
                asked.catalog().builds(platform),
                sources,
                request.installer(),
                request.installer() == Installer.PIP ? asked.claimant(TorchRequest.TORCH) : null,
                asked.sharedRules(platform, request));
    }

    /** A build at each source that may have it; none for a build of the other installer. */
    List<Offer> of(TorchBuild build) {
        CondaForm form = build.channel();
        return switch (installer) {
            case PIP -> form == null ? ofPip(build) : List.of();
            case CONDA -> form == null ? List.of() : ofConda(build, form);
        };
    }

    private List<Offer> ofPip(TorchBuild build) {
        List<Offer> offers = new ArrayList<>(1);
        for (NamedSource source : sources.all()) {
            if (source.isOf(build.place()) && mayGiveTorch(source)) {
                offers.add(new Offer(build, List.of(source), shared.pythons(build)));
            }
        }
        return offers;
    }

    private boolean mayGiveTorch(NamedSource source) {
        return claimant == null ? !source.isSelective() : claimant.equals(source.name());
    }

    private List<Offer> ofConda(TorchBuild build, CondaForm form) {
        List<NamedSource> needed = new ArrayList<>(form.channels().size());
        for (SourceName channel : form.channels()) {
            Optional<NamedSource> source = sources.find(channel);
            if (source.isEmpty()) {
                return List.of();
            }
            needed.add(source.get());
        }
        return List.of(new Offer(build, needed, shared.pythons(build)));
    }
}

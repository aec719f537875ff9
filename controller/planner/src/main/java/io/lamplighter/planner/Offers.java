package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.planner.catalog.CondaForm;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The builds that the sources of a machine may have. */
final class Offers {
    private final NamedSources sources;
    private final Installer installer;
    private final SharedRules shared;

    /** The only source that torch may come from; absent where none claims it. */
    private final @Nullable SourceName claimant;

    private final List<Offer> all;

    /** What machines have in common that are offered the same. */
    record Key(String platform, NamedSources sources) {}

    private Offers(Asked asked, TorchRequest request, Key key) {
        sources = key.sources();
        installer = request.installer();
        shared = asked.sharedRules(key.platform(), request);
        claimant = installer == Installer.PIP ? asked.claimant(TorchRequest.TORCH) : null;
        all = asked.catalog().builds(key.platform()).stream()
                .flatMap(build -> of(build).stream())
                .collect(Collectors.toUnmodifiableList());
    }

    static Offers of(Asked asked, TorchRequest request, Key key) {
        return new Offers(asked, request, key);
    }

    /** Newest release first. */
    List<Offer> all() {
        return all;
    }

    /** A build at each source that may have it; none for a build of the other installer. */
    private List<Offer> of(TorchBuild build) {
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

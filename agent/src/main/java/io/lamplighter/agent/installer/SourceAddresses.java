package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.PackageIndex.Flat;
import io.lamplighter.agent.installer.PackageIndex.Simple;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where this machine finds the sources that a plan only names. */
record SourceAddresses(List<AvailableSource> sources) {
    SourceAddresses {
        sources = List.copyOf(sources);
    }

    /**
     * The index of a placement.
     *
     * @throws IllegalArgumentException when the assignment does not carry the source
     */
    PackageIndex of(Placement placement) {
        String root = Objects.requireNonNullElseGet(find(placement.source()).url(), BuiltInSources::defaultIndex);
        return placement.page() == null ? new Simple(placement.under(root)) : new Flat(placement.under(root));
    }

    /**
     * A conda channel.
     *
     * @throws IllegalArgumentException when the assignment does not carry the source
     */
    String channel(SourceName name) {
        String address = find(name).url();
        if (address == null) {
            throw new IllegalArgumentException("the source \"" + name + "\" is no conda channel");
        }
        return address;
    }

    /**
     * Where everything comes from that a candidate does not place. A tree is many indexes: everything then comes from
     * the branch that the candidate is of.
     *
     * @throws IllegalArgumentException when the assignment does not carry the source, or the candidate is of no branch
     *     or of several
     */
    Placement ofDefault(SourceName name, Candidate candidate) {
        if (find(name).type() != Source.Type.PYTORCH) {
            return new Placement(name, null);
        }
        Set<Placement> branches = candidate.placements().values().stream()
                .filter(placement -> placement.source().equals(name))
                .collect(Collectors.toSet());
        if (branches.size() != 1) {
            throw new IllegalArgumentException("everything comes from the tree \"" + name + "\", of which "
                    + candidate.name() + " names " + branches.size() + " branches");
        }
        return branches.iterator().next();
    }

    /**
     * Packages by where they come from.
     *
     * @throws FailureException when a source of them is not there
     */
    Map<Optional<PackageIndex>, List<LockedPackage>> byIndex(List<LockedPackage> packages) throws FailureException {
        try {
            return packages.stream().collect(Collectors.groupingBy(each -> unlessInstallersOwn(each.from())));
        } catch (IllegalArgumentException e) {
            throw new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
        }
    }

    /** As {@link #of}, but empty for the installer's own default index, which needs no address. */
    Optional<PackageIndex> unlessInstallersOwn(Placement placement) {
        return find(placement.source()).url() == null && placement.build() == null && placement.page() == null
                ? Optional.empty()
                : Optional.of(of(placement));
    }

    /** The sources that placements are of, each once. */
    List<AvailableSource> behind(Collection<Placement> placements) {
        return placements.stream()
                .map(Placement::source)
                .distinct()
                .map(this::find)
                .toList();
    }

    /** The sources of these names. */
    List<AvailableSource> named(Collection<SourceName> names) {
        return names.stream().map(this::find).toList();
    }

    private AvailableSource find(SourceName name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan names the source \"" + name + "\", which the assignment does not carry"));
    }
}

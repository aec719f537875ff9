package io.lamplighter.planner;

import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources that an environment names, in its order.
 *
 * @param unread those that the machine has not looked at yet
 */
record NamedSources(List<NamedSource> all, List<SourceName> unread) {
    NamedSources {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
    }

    static NamedSources of(List<AvailableSource> sources, List<SourceReading> readings) {
        List<NamedSource> read = new ArrayList<>();
        List<SourceName> unread = new ArrayList<>();
        for (AvailableSource source : sources) {
            readings.stream()
                    .filter(reading -> reading.name().equals(source.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            reading -> read.add(new NamedSource(read.size(), source, reading)),
                            () -> unread.add(source.name()));
        }
        return new NamedSources(read, unread);
    }

    /** Where everything comes from that nothing places elsewhere: the first reachable one that claims no packages. */
    Optional<NamedSource> defaultIndex() {
        return of(Source.Type.PYPI)
                .filter(source -> source.isReachable() && !source.isSelective())
                .findFirst();
    }

    /** Where torch may come from without being placed: of the indexes the first reachable one. */
    Optional<NamedSource> tree() {
        return of(Source.Type.PYTORCH).filter(NamedSource::isReachable).findFirst();
    }

    Optional<NamedSource> find(SourceName name) {
        return all.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    Stream<NamedSource> of(Source.Type type) {
        return all.stream().filter(source -> source.isOf(type));
    }

    /** The first source that claims a package of this name; everything else is left to the default index. */
    Optional<NamedSource> claimant(String packageName) {
        for (NamedSource source : all) {
            if (source.source().claims(packageName)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /**
     * Why nothing can be installed by pip at all; empty where there is a default index.
     *
     * @param others packages that a tree does not carry: without any a tree is enough
     */
    Optional<Refusal> refusalOfPip(List<String> others) {
        if (defaultIndex().isPresent() || (others.isEmpty() && tree().isPresent())) {
            return Optional.empty();
        }
        List<Reason> unreachable = of(Source.Type.PYPI)
                .filter(source -> !source.isReachable())
                .map(source -> new Reason(SourceRule.ID, source.whyUnreachable(), source.whyUnreachable()))
                .toList();
        return Optional.of(
                unreachable.isEmpty()
                        ? new Refusal(
                                SourceRule.ID,
                                "no source of type pypi is named: what a PyTorch tree does not carry comes from there",
                                "add pypi to spec.sources")
                        : new Refusal(
                                unreachable,
                                "let the machine reach one of them, or name a source that it reaches in spec.sources"));
    }

    /** Why nothing can be installed by conda at all; empty where a channel is within reach. */
    Optional<Refusal> refusalOfConda() {
        if (of(Source.Type.CONDA).anyMatch(NamedSource::isReachable)) {
            return Optional.empty();
        }
        List<Reason> unreachable = of(Source.Type.CONDA)
                .map(source -> new Reason(SourceRule.ID, source.whyUnreachable(), source.whyUnreachable()))
                .toList();
        return Optional.of(
                unreachable.isEmpty()
                        ? new Refusal(
                                SourceRule.ID,
                                "no source of type conda is named: conda stages have no channel",
                                "add conda-forge to spec.sources, or leave spec.sources out")
                        : new Refusal(
                                unreachable,
                                "let the machine reach one of them, or name a channel that it reaches in spec.sources"));
    }
}

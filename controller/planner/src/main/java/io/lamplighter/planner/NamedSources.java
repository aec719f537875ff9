package io.lamplighter.planner;

import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        Map<SourceName, SourceReading> byName = readings.stream()
                .collect(Collectors.toMap(SourceReading::name, Function.identity(), (first, _) -> first));
        List<NamedSource> read = new ArrayList<>();
        List<SourceName> unread = new ArrayList<>();
        for (AvailableSource source : sources) {
            SourceReading reading = byName.get(source.name());
            if (reading == null) {
                unread.add(source.name());
            } else {
                read.add(new NamedSource(read.size(), source, reading));
            }
        }
        return new NamedSources(read, unread);
    }

    /** Where everything comes from that nothing places elsewhere: the first reachable one of its type. */
    Optional<NamedSource> defaultIndex() {
        return of(Source.Type.PYPI).filter(NamedSource::isReachable).findFirst();
    }

    Stream<NamedSource> of(Source.Type type) {
        return all.stream().filter(source -> source.isOf(type));
    }

    /** Why nothing can be installed at all; empty where there is a default index. */
    Optional<Refusal> refusal() {
        if (defaultIndex().isPresent()) {
            return Optional.empty();
        }
        List<String> unreachable =
                of(Source.Type.PYPI).map(NamedSource::whyUnreachable).toList();
        return Optional.of(
                unreachable.isEmpty()
                        ? new Refusal(
                                SourceRule.ID,
                                "no source of type pypi is named: what a PyTorch tree does not carry comes from there",
                                "add pypi to spec.sources")
                        : new Refusal(
                                unreachable.stream()
                                        .map(fact -> new Reason(SourceRule.ID, fact, fact))
                                        .toList(),
                                "let the machine reach one of them, or name a source that it reaches in spec.sources"));
    }
}

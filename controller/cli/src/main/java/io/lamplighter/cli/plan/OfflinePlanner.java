package io.lamplighter.cli.plan;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.SourceChoice;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.exit.Nearest;
import io.lamplighter.planner.Planner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Plans without a controller, over the sources that were written down and the built-in ones. A source that nobody
 * looked at is taken to be reachable, because the machine may be another one.
 */
public final class OfflinePlanner {
    private final Planner planner = Planner.shipped();
    private final List<Source> sources;
    private final Map<String, String> labels;

    /**
     * A planner for one machine.
     *
     * @param sources manifests beside the environments
     * @param labels of the machine, for sources that serve only some
     */
    public OfflinePlanner(List<Source> sources, Map<String, String> labels) {
        this.sources = List.copyOf(sources);
        this.labels = Map.copyOf(labels);
    }

    public Planner.Decision decide(Environment environment, PlanningFacts facts) {
        List<AvailableSource> available = available(environment);
        return planner.decide(environment, available, withAssumedReadings(facts, available));
    }

    /** The names of sources that the facts say nothing of. */
    public List<SourceName> unread(Environment environment, PlanningFacts facts) {
        return available(environment).stream()
                .map(AvailableSource::name)
                .filter(name -> !isRead(name, facts))
                .toList();
    }

    private List<AvailableSource> available(Environment environment) {
        return environment.spec().sources().stream().map(this::available).toList();
    }

    private AvailableSource available(SourceName name) {
        return SourceChoice.of(name, sources, labels)
                .orElseThrow(() -> LampException.badInput(
                        "there is no source \"" + name + "\" in the files given, and none is built in",
                        Nearest.hint(name.value(), known())));
    }

    private List<String> known() {
        return Stream.concat(
                        sources.stream().map(Source::name),
                        BuiltInSources.all().stream().map(AvailableSource::name))
                .map(SourceName::value)
                .toList();
    }

    private static PlanningFacts withAssumedReadings(PlanningFacts facts, List<AvailableSource> available) {
        Stream<SourceReading> assumed = available.stream()
                .map(AvailableSource::name)
                .filter(name -> !isRead(name, facts))
                .map(name -> new SourceReading(name, true, List.of(), null));
        return new PlanningFacts(
                facts.os(),
                facts.architecture(),
                facts.glibc(),
                facts.driver(),
                facts.gpus(),
                facts.pythons(),
                Stream.concat(facts.sources().stream(), assumed).toList());
    }

    private static boolean isRead(SourceName name, PlanningFacts facts) {
        return facts.sources().stream().anyMatch(reading -> reading.name().equals(name));
    }
}

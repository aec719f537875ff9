package io.lamplighter.cli.plan;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.SourceChoice;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.exit.Nearest;
import io.lamplighter.planner.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans without a controller, over the sources that were written down and the built-in ones. A source that nobody
 * looked at is taken to be reachable, because the machine may be another one; where sources are given on the command
 * line, those and no others are.
 */
public final class OfflinePlanner {
    private final Planner planner;
    private final List<Source> sources;
    private final Map<String, String> labels;
    private final List<AvailableSource> given;

    /**
     * A planner for one machine.
     *
     * @param sources manifests beside the environments
     * @param labels of the machine, for sources that serve only some
     */
    public OfflinePlanner(List<Source> sources, Map<String, String> labels) {
        this(Planner.shipped(), sources, labels, List.of());
    }

    /**
     * The same where a catalog or sources are given on the command line.
     *
     * @param planner over the catalog that decides
     * @param given stand where their names are asked for, and behind all others where no environment names them
     */
    OfflinePlanner(Planner planner, List<Source> sources, Map<String, String> labels, List<AvailableSource> given) {
        this.planner = planner;
        this.sources = List.copyOf(sources);
        this.labels = Map.copyOf(labels);
        this.given = List.copyOf(given);
    }

    public Planner.Decision decide(Assignable asking, PlanningFacts facts) {
        List<AvailableSource> available = available(asking);
        return planner.decide(asking, available, withAssumedReadings(facts, available));
    }

    /** The names of sources that the facts say nothing of. */
    public List<SourceName> unread(Assignable asking, PlanningFacts facts) {
        return available(asking).stream()
                .map(AvailableSource::name)
                .filter(name -> !isRead(name, facts) && isAssumedReachable(name))
                .toList();
    }

    /** All that packages may be taken from; a toolkit names its archives itself. */
    List<AvailableSource> available(Assignable asking) {
        return switch (asking) {
            case Environment environment -> available(environment);
            case Toolkit _ -> List.of();
        };
    }

    private List<AvailableSource> available(Environment environment) {
        List<SourceName> named = environment.spec().sources();
        return Stream.concat(
                        named.stream().map(this::available),
                        given.stream().filter(source -> !named.contains(source.name())))
                .toList();
    }

    private AvailableSource available(SourceName name) {
        return find(name)
                .or(() -> SourceChoice.of(name, sources, labels))
                .orElseThrow(() -> LampException.badInput(
                        "there is no source \"" + name + "\" in the files given, and none is built in",
                        Nearest.hint(name.value(), known())));
    }

    private Optional<AvailableSource> find(SourceName name) {
        return given.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    private List<String> known() {
        return Stream.concat(
                        sources.stream().map(Source::name),
                        BuiltInSources.all().stream().map(AvailableSource::name))
                .map(SourceName::value)
                .toList();
    }

    private PlanningFacts withAssumedReadings(PlanningFacts facts, List<AvailableSource> available) {
        Stream<SourceReading> assumed = available.stream()
                .map(AvailableSource::name)
                .filter(name -> !isRead(name, facts))
                .map(name -> isAssumedReachable(name)
                        ? new SourceReading(name, true, List.of(), null)
                        : new SourceReading(name, false, List.of(), "it is not among those given by --source"));
        return new PlanningFacts(
                facts.os(),
                facts.architecture(),
                facts.glibc(),
                facts.driver(),
                facts.gpus(),
                facts.pythons(),
                Stream.concat(facts.sources().stream(), assumed).toList());
    }

    private boolean isAssumedReachable(SourceName name) {
        return given.isEmpty() || find(name).isPresent();
    }

    private static boolean isRead(SourceName name, PlanningFacts facts) {
        return facts.sources().stream().anyMatch(reading -> reading.name().equals(name));
    }
}

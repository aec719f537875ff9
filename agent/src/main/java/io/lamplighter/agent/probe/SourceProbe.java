package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The sources that the controller named, each looked at by one page that an installer would ask for. */
final class SourceProbe implements Probe<List<SourceReading>> {
    private final SourceLook.Opener looks;
    private final InstantSource clock;
    private final Duration pause;
    private final Map<Place, Reachability> known = new ConcurrentHashMap<>();
    private volatile List<AvailableSource> sources = List.of();

    /** @param pause between the tries that make a first reading */
    SourceProbe(SourceLook.Opener looks, InstantSource clock, Duration pause) {
        this.looks = looks;
        this.clock = clock;
        this.pause = pause;
    }

    /** Takes what is to be looked at, and says whether it is anything else than before. */
    boolean lookAt(List<AvailableSource> next) {
        if (sources.equals(next)) {
            return false;
        }
        sources = List.copyOf(next);
        return true;
    }

    boolean hasNothingToLookAt() {
        return sources.isEmpty();
    }

    @Override
    public String source() {
        return "sources";
    }

    @Override
    public List<SourceReading> read() throws ProbeException, IOException, InterruptedException {
        List<AvailableSource> now = sources;
        known.keySet().retainAll(now.stream().map(Place::of).toList());
        try (SourceLook look = looks.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SourceReading>> readings = now.stream()
                    .map(source -> threads.submit(() -> reading(source, look)))
                    .toList();
            List<SourceReading> read = new ArrayList<>();
            for (Future<SourceReading> reading : readings) {
                read.add(reading.get());
            }
            return List.copyOf(read);
        } catch (ExecutionException e) {
            throw new ProbeException("a source could not be looked at: " + e.getCause(), e);
        }
    }

    private SourceReading reading(AvailableSource source, SourceLook look) throws InterruptedException {
        Place place = Place.of(source);
        Reachability before = known.get(place);
        Reachability after = before == null ? firstOf(source, look) : before.after(seen(source, look), clock.instant());
        known.put(place, after);
        return new SourceReading(source.name(), after.reachable(), List.of(), after.reason());
    }

    private Reachability firstOf(AvailableSource source, SourceLook look) throws InterruptedException {
        Look seen = seen(source, look);
        for (int tries = 1; tries < Reachability.FAILURES && seen instanceof Look.Failed; tries++) {
            Thread.sleep(pause);
            seen = seen(source, look);
        }
        return Reachability.first(seen);
    }

    /** A site's own index may hold its packages only: what counts then is that there is an index at all. */
    private static Look seen(AvailableSource source, SourceLook look) throws InterruptedException {
        Look seen = look.at(page(source));
        if (seen instanceof Look.Failed && source.url() != null && source.type() == Source.Type.PYPI) {
            return look.at(source.url() + "/") instanceof Look.Answered index ? index : seen;
        }
        return seen;
    }

    /** A page of a package that nearly every such tree or index has; that of an index would be long. */
    private static String page(AvailableSource source) {
        String root = source.url() == null ? BuiltInSources.defaultIndex() : source.url();
        return switch (source.type()) {
            case PYPI -> root + "/pip/";
            case CONDA -> root + "/noarch/repodata.json";
            case PYTORCH ->
                root + "/"
                        + (source.builds().isEmpty()
                                ? "cpu"
                                : source.builds().getFirst().text()) + "/torch/";
        };
    }

    /** What a reading is of: the same name at another address is another source. */
    private record Place(String name, @Nullable String url) {
        static Place of(AvailableSource source) {
            return new Place(source.name().value(), source.url());
        }
    }
}

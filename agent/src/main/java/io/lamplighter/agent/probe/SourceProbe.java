package io.lamplighter.agent.probe;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.agent.standalone.StandaloneBuild;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The sources that the controller named, each looked at by one page that an installer would ask for: at its address,
 * and at its fallbacks in their order while that one does not answer.
 */
final class SourceProbe implements Probe<List<SourceReading>> {
    private final SourceLooks.Opener looks;
    private final InstantSource clock;
    private final Duration pause;
    private final Map<Place, KnownSource> known = new ConcurrentHashMap<>();
    private volatile List<AvailableSource> sources = List.of();

    /** @param pause between the tries that make a first reading */
    SourceProbe(SourceLooks.Opener looks, InstantSource clock, Duration pause) {
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
        try (SourceLooks opened = looks.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SourceReading>> readings = now.stream()
                    .map(source -> threads.submit(() -> reading(source, opened.of(source))))
                    .toList();
            List<SourceReading> read = new ArrayList<>();
            for (Future<SourceReading> reading : readings) {
                read.add(reading.get());
            }
            return List.copyOf(read);
        } catch (ExecutionException e) {
            throw new ProbeException("a source could not be looked at: " + e.getCause(), e);
        } catch (SourcesForbiddenException e) {
            return now.stream().map(source -> unasked(source, e.reason())).toList();
        }
    }

    /**
     * Of a source that may not be asked: as long as it would count as reachable after failures it does, and then it is
     * forgotten, so that the first look that is allowed again decides at once.
     */
    private SourceReading unasked(AvailableSource source, String reason) {
        Place place = Place.of(source);
        KnownSource before = known.remove(place);
        if (before != null) {
            KnownSource after = before.after(new Sighting(null, new Look.Failed(reason)), clock.instant());
            if (after.reachability().reachable()) {
                known.put(place, after);
                return new SourceReading(source.name(), true, after.builds(), null);
            }
        }
        return new SourceReading(source.name(), false, before == null ? List.of() : before.builds(), reason);
    }

    /** The same sources, each with the address first that answered last: what installers should use. */
    List<AvailableSource> answeringFirst(List<AvailableSource> asked) {
        return asked.stream().map(this::answeringFirst).toList();
    }

    private AvailableSource answeringFirst(AvailableSource source) {
        KnownSource state = known.get(Place.of(source));
        return state == null || state.answering() == null || source.url() == null
                ? source
                : source.first(state.answering());
    }

    private SourceReading reading(AvailableSource source, SourceLook look) throws InterruptedException {
        Place place = Place.of(source);
        KnownSource before = known.get(place);
        Sighting seen = before == null ? patient(source, look) : Sighting.of(source, look);
        KnownSource after =
                before == null ? KnownSource.first(seen, clock.instant()) : before.after(seen, clock.instant());
        if (source.builds().isEmpty() && seen.address() != null) {
            after = withBuilds(after, source.type(), seen.address(), look);
        }
        known.put(place, after);
        Reachability state = after.reachability();
        return new SourceReading(source.name(), state.reachable(), after.builds(), state.reason());
    }

    /** What makes a first reading: a new machine takes what it sees. */
    private Sighting patient(AvailableSource source, SourceLook look) throws InterruptedException {
        Sighting seen = Sighting.of(source, look);
        for (int tries = 1; tries < Reachability.FAILURES && seen.look() instanceof Look.Failed; tries++) {
            Thread.sleep(pause);
            seen = Sighting.of(source, look);
        }
        return seen;
    }

    private KnownSource withBuilds(KnownSource source, Source.Type type, String root, SourceLook look)
            throws InterruptedException {
        return source.wantsBuildsRead(clock.instant())
                ? builds(type, root, look)
                        .map(builds -> source.withBuilds(builds, clock.instant()))
                        .orElse(source)
                : source;
    }

    /** Of an index or a channel nothing is read. */
    private static Optional<List<String>> builds(Source.Type type, String root, SourceLook look)
            throws InterruptedException {
        return switch (type) {
            case PYPI, CONDA -> Optional.empty();
            case PYTORCH -> TreeBuilds.read(root, look);
            case PYTHON ->
                look.text(root + "/" + StandaloneBuild.LIST)
                        .map(list -> StandaloneBuild.versions(StandaloneBuild.parse(list, Layout.architecture())));
        };
    }

    /** What a reading is of: the same name at other addresses, or reached another way, is another source. */
    private record Place(
            String name,
            List<String> addresses,
            @Nullable ProxyUrl proxy,
            @Nullable CredentialName credential) {
        static Place of(AvailableSource source) {
            return new Place(source.name().value(), source.addresses(), source.proxy(), source.credential());
        }
    }
}

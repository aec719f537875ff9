package io.lamplighter.controller.manifest;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.Applied.Change;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Applies and deletes manifests: all that come together or none, with the consequences in the same transaction. */
@Singleton
final class Changes {
    private static final Logger LOG = Logger.getLogger(Changes.class);

    private final Storage storage;
    private final ManifestStore store;
    private final Succession succession;
    private final MachineStore machines;
    private final ManifestFollower follower;
    private final Urgency urgency;
    private final Events events;
    private final InstantSource clock;

    Changes(
            Storage storage,
            ManifestStore store,
            Succession succession,
            MachineStore machines,
            ManifestFollower follower,
            Urgency urgency,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.store = store;
        this.succession = succession;
        this.machines = machines;
        this.follower = follower;
        this.urgency = urgency;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How a change is to be made: for real or only rehearsed, with which removals agreed to, and whether at once,
     * whatever windows and gates say.
     */
    record Terms(boolean dryRun, @Nullable Integer confirmed, boolean urgent) {
        Terms(boolean dryRun, @Nullable Integer confirmed) {
            this(dryRun, confirmed, false);
        }
    }

    List<Applied> apply(ManifestText given, Terms terms) {
        Admission.refuseTwice(given.manifests());
        return run(terms, transaction -> {
            List<Applied> applied = given.manifests().stream()
                    .map(manifest -> put(transaction, manifest))
                    .toList();
            ManifestSet all = store.all(transaction);
            Admission.refuseUnknownNames(given, all, () -> machines.names(transaction));
            if (terms.urgent()) {
                urgency.want(transaction, given.manifests(), all);
            }
            return consequences(transaction, applied, terms);
        });
    }

    Applied delete(Kind kind, ManifestName name, Terms terms) {
        return run(terms, transaction -> {
                    StoredManifest stored = store.find(transaction, kind, name)
                            .orElseThrow(() -> new NotFound(
                                    Admission.singular(kind), name.value(), store.names(transaction, kind)));
                    Admission.refuseIfUsed(stored.manifest(), store.all(transaction));
                    return consequences(transaction, List.of(remove(transaction, stored)), terms);
                })
                .getFirst();
    }

    private <T> T run(Terms terms, Function<Transaction, T> change) {
        return terms.dryRun() ? storage.rehearse(change) : storage.write(change);
    }

    private Applied put(Transaction transaction, Manifest given) {
        Kind kind = given.kind();
        ManifestName name = given.metadata().name();
        Optional<StoredManifest> stored = store.find(transaction, kind, name);
        Admission.refuseStale(given, stored.orElse(null));
        StoredManifest next = succession.next(transaction, given, stored.orElse(null), transaction.change());
        if (stored.filter(next::equals).isPresent()) {
            return new Applied(kind, name, Change.UNCHANGED, next.revision(), next.resourceVersion(), "", List.of());
        }
        store.put(transaction, next);
        Change change = stored.isPresent() ? Change.CONFIGURED : Change.CREATED;
        tell(transaction, EventReason.MANIFEST_APPLIED, given, change, next.revision());
        return new Applied(
                kind,
                name,
                change,
                next.revision(),
                transaction.change(),
                ManifestDiff.between(stored.map(StoredManifest::manifest).orElse(null), next.manifest()),
                List.of());
    }

    private Applied remove(Transaction transaction, StoredManifest stored) {
        Manifest manifest = stored.manifest();
        ManifestName name = manifest.metadata().name();
        long revision = store.lastRevision(transaction, manifest.kind(), name) + 1;
        store.delete(transaction, manifest, revision, clock.instant());
        tell(transaction, EventReason.MANIFEST_DELETED, manifest, Change.DELETED, revision);
        return new Applied(
                manifest.kind(),
                name,
                Change.DELETED,
                revision,
                transaction.change(),
                ManifestDiff.between(manifest, null),
                List.of());
    }

    private void tell(Transaction transaction, EventReason reason, Manifest manifest, Change change, long revision) {
        String what = "%s %s %s, revision %d"
                .formatted(
                        Admission.singular(manifest.kind()),
                        manifest.metadata().name(),
                        change.name().toLowerCase(Locale.ROOT),
                        revision);
        Happening happening = Happening.everywhere(reason, what);
        events.happened(
                transaction, manifest instanceof Assignable assignable ? happening.of(assignable.name()) : happening);
        transaction.afterCommit(() -> LOG.info(what));
    }

    /**
     * The consequences of what machines can have stand with it, all others with the last manifest, which was not the
     * first cause.
     */
    private List<Applied> consequences(Transaction transaction, List<Applied> applied, Terms terms) {
        if (!terms.urgent() && applied.stream().allMatch(one -> one.change() == Change.UNCHANGED)) {
            return applied;
        }
        Map<EnvironmentName, List<String>> effects =
                new LinkedHashMap<>(follower.manifestsChanged(transaction, terms.confirmed()));
        List<Applied> told = new ArrayList<>();
        for (Applied one : applied) {
            List<String> own = Admission.isAssignable(one.kind())
                    ? effects.remove(new EnvironmentName(one.name().value()))
                    : null;
            told.add(own == null ? one : with(one, own));
        }
        List<String> others = effects.values().stream().flatMap(List::stream).toList();
        if (!others.isEmpty()) {
            List<String> both = new ArrayList<>(told.getLast().effects());
            both.addAll(others);
            told.set(told.size() - 1, with(told.getLast(), both));
        }
        if (terms.urgent()) {
            told.set(
                    told.size() - 1,
                    with(told.getLast(), Urgency.told(told.getLast().effects())));
        }
        return List.copyOf(told);
    }

    private static Applied with(Applied one, List<String> effects) {
        return new Applied(
                one.kind(), one.name(), one.change(), one.revision(), one.resourceVersion(), one.diff(), effects);
    }
}

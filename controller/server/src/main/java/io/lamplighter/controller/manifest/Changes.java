package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.Applied.Change;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.InvalidManifest;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Applies and deletes manifests: all that come together or none, with the consequences in the same transaction. */
@Singleton
final class Changes {
    private static final Logger LOG = Logger.getLogger(Changes.class);

    private final Storage storage;
    private final ManifestStore store;
    private final ManifestFollower follower;
    private final InstantSource clock;

    Changes(Storage storage, ManifestStore store, ManifestFollower follower, InstantSource clock) {
        this.storage = storage;
        this.store = store;
        this.follower = follower;
        this.clock = clock;
    }

    /** How a change is to be made: for real or only rehearsed, and with which removals agreed to. */
    record Terms(boolean dryRun, @Nullable Integer confirmed) {}

    List<Applied> apply(ManifestText given, Terms terms) {
        refuseTwice(given.manifests());
        return run(terms, transaction -> {
            List<Applied> applied = given.manifests().stream()
                    .map(manifest -> put(transaction, manifest))
                    .toList();
            refuseUnknownNames(given, store.all(transaction));
            return consequences(transaction, applied, terms);
        });
    }

    Applied delete(Kind kind, ManifestName name, Terms terms) {
        return run(terms, transaction -> {
                    StoredManifest stored = store.find(transaction, kind, name)
                            .orElseThrow(
                                    () -> new NotFound(singular(kind), name.value(), store.names(transaction, kind)));
                    refuseIfUsed(stored.manifest(), store.all(transaction));
                    return consequences(transaction, List.of(remove(transaction, stored)), terms);
                })
                .getFirst();
    }

    private <T> T run(Terms terms, Function<Transaction, T> change) {
        return terms.dryRun() ? storage.rehearse(change) : storage.write(change);
    }

    private Applied put(Transaction transaction, Manifest given) {
        Manifest manifest = Edition.of(given, null);
        Kind kind = manifest.kind();
        ManifestName name = manifest.metadata().name();
        Optional<StoredManifest> stored = store.find(transaction, kind, name);
        refuseStale(given, stored.orElse(null));
        if (stored.isPresent() && stored.get().manifest().equals(manifest)) {
            StoredManifest same = stored.get();
            return new Applied(kind, name, Change.UNCHANGED, same.revision(), same.resourceVersion(), "", List.of());
        }
        long revision = store.lastRevision(transaction, kind, name) + 1;
        long specRevision = stored.filter(before -> Edition.sameSpec(before.manifest(), manifest))
                .map(StoredManifest::specRevision)
                .orElse(revision);
        store.put(
                transaction,
                new StoredManifest(
                        manifest,
                        revision,
                        specRevision,
                        transaction.change(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        Change change = stored.isPresent() ? Change.CONFIGURED : Change.CREATED;
        transaction.afterCommit(() -> LOG.infof("%s %s %s, revision %d", singular(kind), name, change, revision));
        return new Applied(
                kind,
                name,
                change,
                revision,
                transaction.change(),
                ManifestDiff.between(stored.map(StoredManifest::manifest).orElse(null), manifest),
                List.of());
    }

    private Applied remove(Transaction transaction, StoredManifest stored) {
        Manifest manifest = stored.manifest();
        ManifestName name = manifest.metadata().name();
        long revision = store.lastRevision(transaction, manifest.kind(), name) + 1;
        store.delete(transaction, manifest, revision, clock.instant());
        transaction.afterCommit(
                () -> LOG.infof("%s %s DELETED, revision %d", singular(manifest.kind()), name, revision));
        return new Applied(
                manifest.kind(),
                name,
                Change.DELETED,
                revision,
                transaction.change(),
                ManifestDiff.between(manifest, null),
                List.of());
    }

    /**
     * An environment's own consequences stand with it, all others with the last manifest, which was not the first
     * cause.
     */
    private List<Applied> consequences(Transaction transaction, List<Applied> applied, Terms terms) {
        if (applied.stream().allMatch(one -> one.change() == Change.UNCHANGED)) {
            return applied;
        }
        Map<EnvironmentName, List<String>> effects =
                new LinkedHashMap<>(follower.manifestsChanged(transaction, terms.confirmed()));
        List<Applied> told = new ArrayList<>();
        for (Applied one : applied) {
            List<String> own = one.kind() == Kind.ENVIRONMENT
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
        return List.copyOf(told);
    }

    private static Applied with(Applied one, List<String> effects) {
        return new Applied(
                one.kind(), one.name(), one.change(), one.revision(), one.resourceVersion(), one.diff(), effects);
    }

    private static void refuseStale(Manifest given, @Nullable StoredManifest stored) {
        Long version = given.metadata().resourceVersion();
        if (version == null || (stored != null && stored.resourceVersion() == version)) {
            return;
        }
        String subject = singular(given.kind()) + " " + given.metadata().name();
        throw new Conflict(
                stored == null
                        ? "the " + subject + " of resourceVersion " + version + " is not there any more"
                        : "the " + subject + " was changed since: it has resourceVersion " + stored.resourceVersion()
                                + " now, and " + version + " was given",
                "get it anew, make your change to that, and apply it again; or leave resourceVersion out to overwrite");
    }

    private static void refuseTwice(List<Manifest> manifests) {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : manifests) {
            String subject =
                    singular(manifest.kind()) + " " + manifest.metadata().name();
            if (!seen.add(subject)) {
                throw new Conflict("the " + subject + " is there twice", "leave one of them out");
            }
        }
    }

    private static void refuseUnknownNames(ManifestText given, ManifestSet all) {
        References references = new References(all);
        List<ManifestProblem> problems = IntStream.range(0, given.manifests().size())
                .boxed()
                .flatMap(index -> given.problems(index, references).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidManifest(problems);
        }
    }

    private static void refuseIfUsed(Manifest manifest, ManifestSet all) {
        List<String> users = new References(all).usersOf(manifest);
        if (!users.isEmpty()) {
            throw new Conflict(
                    "the " + singular(manifest.kind()) + " "
                            + manifest.metadata().name() + " is named by " + String.join(", ", users),
                    "take it out there first, then delete it");
        }
    }

    private static String singular(Kind kind) {
        return kind.label().toLowerCase(Locale.ROOT);
    }
}

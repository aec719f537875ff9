package io.lamplighter.controller.placement;

import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.controller.run.RunStore;
import io.lamplighter.controller.storage.Session;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which denied releases machines use, read once for a walk; nothing is read while nothing is denied. */
final class DeniedInUse {
    private final Session session;
    private final RunStore runs;
    private final Denials denials;
    private final long ordered;
    private final Map<LockDigest, List<Release>> locks;
    private final Predicate<String> chosen;

    /** @param chosen whether a package's release is chosen by plans, and not by solves */
    DeniedInUse(Session session, DenialStore store, RunStore runs, Predicate<String> chosen) {
        this.session = session;
        this.runs = runs;
        this.chosen = chosen;
        denials = store.all(session);
        ordered = denials.none() ? 0 : store.lastOrdered(session);
        locks = denials.none() ? Map.of() : store.inLocks(session);
    }

    /** Those that a placement's machine uses, by its lock; where nobody knows that one, by what its run installed. */
    List<Release> of(Placement placement) {
        if (denials.none() || placement.inUse() == null) {
            return List.of();
        }
        LockDigest lock = placement.files().inUse();
        return Optional.ofNullable(lock == null ? null : locks.get(lock)).orElseGet(() -> installed(placement));
    }

    /** What a lock holds of them. */
    List<Release> of(LockDigest lock) {
        return locks.getOrDefault(lock, List.of());
    }

    /** Whether one that is in use was chosen by the plan, so that another plan is needed. */
    boolean isOfThePlan(Placement placement) {
        return of(placement).stream().map(Release::name).anyMatch(chosen);
    }

    /** Whether another solve of the plan is to leave behind what is in use: no other plan is there for it. */
    boolean isLeftBySolving(Placement placement) {
        return !of(placement).isEmpty()
                && Objects.equals(placement.plan(), placement.inUse())
                && !(isOfThePlan(placement) && placement.isUnplannable());
    }

    /** With which change the latest was denied. */
    long ordered() {
        return ordered;
    }

    private List<Release> installed(Placement placement) {
        return Optional.ofNullable(placement.lastRun())
                .flatMap(last -> runs.find(session, last))
                .flatMap(last -> last.outcome() == RunOutcome.ACTIVATED
                        ? Optional.of(last)
                        : runs.lastActivated(session, placement.machine(), last))
                .map(RunReport::installed)
                .stream()
                .flatMap(List::stream)
                .flatMap(this::denied)
                .distinct()
                .toList();
    }

    private Stream<Release> denied(InstalledPackage each) {
        return Stream.of(Installer.values())
                .flatMap(installer -> denials.of(installer, each.name(), each.version()).stream())
                .map(denial -> denial.release());
    }
}

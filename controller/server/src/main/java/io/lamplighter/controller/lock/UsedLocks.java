package io.lamplighter.controller.lock;

import static java.util.stream.Collectors.toSet;

import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.placement.GroupMembers;
import io.lamplighter.controller.placement.LocksInUse;
import io.lamplighter.controller.placement.LocksInUse.Use;
import io.lamplighter.controller.placement.NewerTorch;
import io.lamplighter.controller.placement.PlanStore;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The locks that machines use, with all that decides about their packages. */
@Singleton
final class UsedLocks {
    private final LocksInUse uses;
    private final LockStore locks;
    private final RefreshStore refreshes;
    private final PlanStore plans;
    private final AssignmentStore assignments;
    private final ManifestStore manifests;
    private final GroupMembers members;
    private final NewerTorch torch;

    UsedLocks(
            LocksInUse uses,
            LockStore locks,
            RefreshStore refreshes,
            PlanStore plans,
            AssignmentStore assignments,
            ManifestStore manifests,
            GroupMembers members,
            NewerTorch torch) {
        this.uses = uses;
        this.locks = locks;
        this.refreshes = refreshes;
        this.plans = plans;
        this.assignments = assignments;
        this.manifests = manifests;
        this.members = members;
        this.torch = torch;
    }

    /**
     * A lock in use with all that decides about its packages.
     *
     * @param torch the newest; absent where none is chosen
     * @param failed how the last solve that was to move it failed; absent where it did not
     */
    record Subject(
            Use use,
            StoredLock lock,
            Plan plan,
            Environment.Spec spec,
            List<AvailableSource> sources,
            SolveLimits limits,
            @Nullable String failed,
            NewerTorch.@Nullable Newest torch) {}

    /** A package of a lock. */
    record Part(Subject subject, LockedStage stage, LockedPackage locked) {
        boolean isNamed() {
            return RefreshLimits.named(subject.plan(), stage.installer()).contains(locked.name());
        }

        boolean isChosen() {
            return stage.installer() == Installer.PIP && RefreshLimits.isChosen(subject.plan(), locked.name());
        }
    }

    /** Those of one environment or of all, of the machines of a group or of all. */
    List<Subject> of(Session session, @Nullable EnvironmentName environment, @Nullable GroupName group, Instant now) {
        if (environment != null && spec(session, environment).isEmpty()) {
            throw new NotFound("environment", environment.value(), manifests.names(session, Kind.ENVIRONMENT));
        }
        NewerTorch.Look newest = torch.begin(session);
        return uses.of(session, environment, members(session, group)).stream()
                .flatMap(use -> subject(session, use, newest, now).stream())
                .toList();
    }

    private Predicate<MachineId> members(Session session, @Nullable GroupName name) {
        if (name == null) {
            return _ -> true;
        }
        Group group = members.named(session, name);
        Set<MachineId> machines =
                members.of(session, group).stream().map(Machine::id).collect(toSet());
        return machines::contains;
    }

    private Optional<Subject> subject(Session session, Use use, NewerTorch.Look newest, Instant now) {
        Optional<Environment.Spec> spec = spec(session, use.environment());
        Optional<StoredLock> lock = locks.locks(session, use.plan()).stream()
                .filter(each -> each.document().digest().equals(use.lock()))
                .findFirst();
        if (spec.isEmpty() || lock.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = plans.document(session, use.plan()).plan();
        SolveLimits limits = RefreshLimits.of(
                lock.get(), plan, spec.get().update(), spec.get().cooldown().duration(), Denials.NONE, now);
        return Optional.of(new Subject(
                use,
                lock.get(),
                plan,
                spec.get(),
                assignments.read(session, use.example()).sources(),
                limits,
                failed(session, lock.get()),
                newest.of(use.example(), use.environment(), plan.choice().orElse(null))
                        .orElse(null)));
    }

    private @Nullable String failed(Session session, StoredLock lock) {
        return refreshes.attempts(session, lock.plan()).stream()
                .filter(attempt -> attempt.platform().equals(lock.platform()))
                .findFirst()
                .filter(attempt -> attempt.signature() != null)
                .map(attempt -> "the last update failed on " + attempt.name() + ": " + attempt.signature())
                .orElse(null);
    }

    private Optional<Environment.Spec> spec(Session session, EnvironmentName name) {
        return manifests.find(session, Kind.ENVIRONMENT, new ManifestName(name.value())).stream()
                .map(stored -> ((Environment) stored.manifest()).spec())
                .findFirst();
    }
}

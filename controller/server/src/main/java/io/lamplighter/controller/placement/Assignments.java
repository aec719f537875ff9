package io.lamplighter.controller.placement;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.api.wire.Assignment.Refreshing;
import io.lamplighter.api.wire.Assignment.Retiring;
import io.lamplighter.api.wire.RebootTerms;
import io.lamplighter.controller.placement.AssignmentStore.StoredAssignment;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.storage.Transaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what an agent is told, when that changes. */
@Singleton
final class Assignments {
    private final AssignmentStore store;
    private final PlanStore plans;
    private final InventoryStore inventories;
    private final Event<AssignmentChanged> changed;

    Assignments(AssignmentStore store, PlanStore plans, InventoryStore inventories, Event<AssignmentChanged> changed) {
        this.store = store;
        this.plans = plans;
        this.inventories = inventories;
        this.changed = changed;
    }

    /**
     * Makes the machine's assignment say these placements, and the sources and times that are wanted; one that says so
     * already stays, with its revision and tag. The revision is the change's number, so that it grows even over a
     * machine that is deleted and enrolled again.
     */
    void settle(
            Transaction transaction,
            MachineId machine,
            ForLabels wanted,
            @Nullable Hold hold,
            List<Placement> placements,
            GenerationWishes generations,
            Timing timing,
            FilesInForce files,
            RefreshWishes refreshes) {
        Map<EnvironmentName, Schedule> schedules = timing.schedules(wanted);
        List<Freeze> freezes = timing.freezes(wanted);
        Set<EnvironmentName> reporting = reporting(wanted);
        Map<EnvironmentName, Refreshing> refreshed = refreshes.of(wanted, placements);
        Instant accepted = inventories.acceptedAt(transaction, machine).orElse(null);
        Sha256 content = content(
                wanted.sources(),
                hold,
                placements,
                generations,
                schedules,
                reporting,
                freezes,
                files,
                refreshed,
                accepted,
                wanted.reboot());
        if (store.content(transaction, machine).filter(content::equals).isPresent()) {
            return;
        }
        List<AssignedEnvironment> environments = new ArrayList<>();
        List<Retiring> retiring = new ArrayList<>();
        for (Placement placement : placements) {
            if (placement.removeAfter() != null) {
                retiring.add(new Retiring(placement.environment(), placement.removeAfter()));
            } else if (placement.plan() != null) {
                AssignedEnvironment assigned = AssignedEnvironment.of(
                                placement.environment(), plans.document(transaction, placement.plan()))
                        .lockedBy(lock(placement, files).orElse(null))
                        .refreshing(refreshed.get(placement.environment()));
                Schedule schedule = schedules.get(placement.environment());
                AssignedEnvironment timed = schedule == null ? assigned : assigned.during(schedule);
                environments.add(generations.on(
                        machine, reporting.contains(placement.environment()) ? timed.reporting() : timed));
            }
        }
        String document = Wire.write(new Assignment(
                transaction.change(),
                wanted.sources(),
                environments,
                retiring,
                hold,
                freezes.isEmpty() ? null : freezes,
                accepted,
                wanted.reboot()));
        String tag = '"' + Sha256.of(document).hex() + '"';
        store.put(transaction, machine, content, new StoredAssignment(tag, document), schedules);
        transaction.afterCommit(() -> changed.fire(new AssignmentChanged(machine, transaction.change(), tag)));
    }

    /** Of which drift is only told. */
    private static Set<EnvironmentName> reporting(ForLabels wanted) {
        return wanted.all()
                .filter(wish -> wish.mode() == Mode.REPORT)
                .map(Wish::name)
                .collect(Collectors.toSet());
    }

    /** None for a generation that is wanted by name: it has the files it has. */
    private static Optional<AssignedLock> lock(Placement placement, FilesInForce files) {
        return files.of(placement)
                .filter(lock -> lock.digest().equals(placement.files().wanted()));
    }

    /** What an assignment says, without the long texts of its plans. */
    private static Sha256 content(
            List<AvailableSource> sources,
            @Nullable Hold hold,
            List<Placement> placements,
            GenerationWishes generations,
            Map<EnvironmentName, Schedule> schedules,
            Set<EnvironmentName> reporting,
            List<Freeze> freezes,
            FilesInForce files,
            Map<EnvironmentName, Refreshing> refreshed,
            @Nullable Instant accepted,
            @Nullable RebootTerms reboot) {
        StringBuilder content = new StringBuilder(Wire.write(sources));
        if (hold != null) {
            content.append('\n').append(Wire.write(hold));
        }
        for (Placement placement : placements) {
            content.append('\n').append(placement.environment()).append(' ');
            content.append(placement.isRetiring() ? placement.removeAfter() : placement.plan());
            content.append(generations.content(placement.machine(), placement.environment()));
            content.append(reporting.contains(placement.environment()) ? " reporting" : "");
            lock(placement, files).ifPresent(lock -> content.append(' ').append(lock));
        }
        if (!refreshed.isEmpty()) {
            content.append('\n').append(refreshed);
        }
        if (!schedules.isEmpty()) {
            content.append('\n').append(Wire.write(schedules));
        }
        if (!freezes.isEmpty()) {
            content.append('\n').append(Wire.write(freezes));
        }
        if (accepted != null) {
            content.append("\naccepted ").append(accepted);
        }
        if (reboot != null) {
            content.append('\n').append(Wire.write(reboot));
        }
        return Sha256.of(content.toString());
    }
}

package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.groupingBy;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which locks machines use, and when their windows come. */
@Singleton
public final class LocksInUse {
    private final PlacementStore placements;
    private final PlacementViews views;

    LocksInUse(PlacementStore placements, PlacementViews views) {
        this.placements = placements;
        this.views = views;
    }

    /**
     * A lock of a plan that is assigned and in use.
     *
     * @param example one of the machines
     * @param machines how many use it
     * @param window the first that is open or comes on one of them; absent where none does, and where any time will do
     * @param held why nothing changes on any of them; absent where that is not so
     */
    public record Use(
            EnvironmentName environment,
            PlanId plan,
            LockDigest lock,
            MachineId example,
            int machines,
            @Nullable Instant window,
            @Nullable String held) {}

    private record Key(EnvironmentName environment, PlanId plan, LockDigest lock) {}

    private record Seen(MachineId machine, PlacementView view) {}

    /** By environment: those of one or of all, on some machines. */
    public List<Use> of(Session session, @Nullable EnvironmentName environment, Predicate<MachineId> machines) {
        return placements
                .page(session, null, environment == null ? null : environment.value(), "", "", Integer.MAX_VALUE)
                .stream()
                .filter(shown -> machines.test(shown.placement().machine()))
                .filter(shown -> key(shown.placement()).isPresent())
                .collect(groupingBy(
                        shown -> key(shown.placement()).orElseThrow(), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> use(
                        each.getKey(),
                        each.getValue().stream()
                                .map(shown -> new Seen(shown.placement().machine(), views.of(shown, null)))
                                .toList()))
                .sorted(Comparator.comparing(Use::environment))
                .toList();
    }

    /** Only of what is as it should be: all else changes with its next run anyway. */
    private static Optional<Key> key(Placement placement) {
        LockDigest lock = placement.files().inUse();
        return lock == null || placement.plan() == null || placement.isRetiring() || !placement.isInUse()
                ? Optional.empty()
                : Optional.of(new Key(placement.environment(), placement.plan(), lock));
    }

    private static Use use(Key key, List<Seen> seen) {
        Instant window = seen.stream()
                .map(each -> each.view().window())
                .filter(Objects::nonNull)
                .map(Opening::opens)
                .min(Comparator.naturalOrder())
                .orElse(null);
        boolean held = seen.stream().allMatch(each -> isHeld(each.view()));
        return new Use(
                key.environment(),
                key.plan(),
                key.lock(),
                seen.getFirst().machine(),
                seen.size(),
                window,
                held ? seen.getFirst().view().phaseDetail() : null);
    }

    private static boolean isHeld(PlacementView view) {
        return view.phase() == Phase.HELD || view.phaseDetail().startsWith("frozen ");
    }
}

package io.lamplighter.controller.placement;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which files of refreshed plans machines should have, read once for a walk: few plans are. */
final class FilesInForce {
    private final Map<PlanId, List<Line>> lines = new HashMap<>();
    private final Function<MachineId, Host> host;

    /**
     * The files that machines of one platform get.
     *
     * @param known every lock that the plan ever had there
     */
    record Line(PlanId plan, Platform platform, AssignedLock lock, List<LockDigest> known) {
        Line {
            known = List.copyOf(known);
        }
    }

    FilesInForce(List<Line> all, Function<MachineId, Host> host) {
        all.forEach(line ->
                lines.computeIfAbsent(line.plan(), _ -> new ArrayList<>()).add(line));
        this.host = host;
    }

    /** Those that a placement's machine should have; empty while its plan was never refreshed for its platform. */
    Optional<AssignedLock> of(Placement placement) {
        return of(placement.plan(), placement);
    }

    /** The same of a plan that it is about to have. */
    @Nullable
    LockDigest digest(@Nullable PlanId plan, Placement placement) {
        return of(plan, placement).map(AssignedLock::digest).orElse(null);
    }

    private Optional<AssignedLock> of(@Nullable PlanId plan, Placement placement) {
        List<Line> ofPlan = plan == null ? List.of() : lines.getOrDefault(plan, List.of());
        if (ofPlan.isEmpty()) {
            return Optional.empty();
        }
        LockDigest inUse = placement.files().inUse();
        return ofPlan.stream()
                .filter(line -> inUse != null && line.known().contains(inUse))
                .findFirst()
                .or(() -> fitting(ofPlan, host.apply(placement.machine())))
                .map(Line::lock);
    }

    /** By the host alone: which Python the machine takes is not known here. */
    private static Optional<Line> fitting(List<Line> ofPlan, Host host) {
        List<Line> fitting = ofPlan.stream()
                .filter(line -> new Platform(
                                host.os(),
                                host.architecture(),
                                host.glibc(),
                                line.platform().python())
                        .runsFilesOf(line.platform()))
                .toList();
        boolean onePython = fitting.stream()
                        .map(line -> String.valueOf(line.platform().python()))
                        .distinct()
                        .count()
                == 1;
        return onePython
                ? fitting.stream()
                        .max(Comparator.comparing((Line line) -> String.valueOf(host.glibc())
                                .equals(String.valueOf(line.platform().glibc()))))
                : Optional.empty();
    }
}

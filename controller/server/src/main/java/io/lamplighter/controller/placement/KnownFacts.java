package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.ReportedFacts;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.storage.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Planning facts by their digest, each read or made once: those that machines alike share, and those of one machine for
 * an environment that lists the GPUs that count.
 */
final class KnownFacts {
    private final Session session;
    private final MachineStore machines;
    private final Map<Sha256, PlanningFacts> byDigest = new HashMap<>();

    KnownFacts(Session session, MachineStore machines) {
        this.session = session;
        this.machines = machines;
    }

    PlanningFacts of(Sha256 digest) {
        return byDigest.computeIfAbsent(digest, _ -> machines.planningFacts(session, digest));
    }

    /** The digest of those that decide about an environment on a machine. */
    Sha256 deciding(Wish wish, Machine machine) {
        List<GpuUuid> listed = wish.environment().spec().gpus().listed();
        return listed.isEmpty()
                ? machine.planning()
                : keep(machines.facts(session, machine.id())
                        .planning(listed.stream().map(GpuUuid::text).toList()));
    }

    private Sha256 keep(PlanningFacts facts) {
        Sha256 digest = ReportedFacts.digest(facts);
        byDigest.putIfAbsent(digest, facts);
        return digest;
    }
}

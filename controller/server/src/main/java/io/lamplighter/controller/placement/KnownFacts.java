package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Kind;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.ReportedFacts;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.storage.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Planning facts by their digest, each read or made once: those that machines alike share, and those that are made for
 * an environment that lists the GPUs that count.
 */
final class KnownFacts {
    private final Session session;
    private final FactsStore store;
    private final Map<Sha256, PlanningFacts> byDigest = new HashMap<>();
    private final Map<Sha256, Sha256> withoutGpus = new HashMap<>();

    KnownFacts(Session session, FactsStore store) {
        this.session = session;
        this.store = store;
    }

    PlanningFacts of(Sha256 digest) {
        return byDigest.computeIfAbsent(digest, _ -> store.planningFacts(session, digest));
    }

    /** Takes facts that were read already. */
    void take(Map<Sha256, PlanningFacts> read) {
        byDigest.putAll(read);
    }

    /** The digest of those that decide about an environment on a machine. */
    Sha256 deciding(Wish wish, Machine machine) {
        return wish.listedGpus().isEmpty()
                ? machine.planning()
                : keep(store.of(session, machine.id()).planning(texts(wish)));
    }

    /** The same for all machines of a kind; only one that is alone can have a listed GPU. */
    Sha256 deciding(Wish wish, Kind kind, Map<MachineId, MachineFacts> owners) {
        if (wish.listedGpus().isEmpty()) {
            return kind.planning();
        }
        MachineFacts whole = kind.alone() == null ? null : owners.get(kind.alone());
        return whole == null
                ? withoutGpus.computeIfAbsent(kind.planning(), shared -> keep(leaveGpusOut(of(shared))))
                : keep(whole.planning(texts(wish)));
    }

    private Sha256 keep(PlanningFacts facts) {
        Sha256 digest = ReportedFacts.digest(facts);
        byDigest.putIfAbsent(digest, facts);
        return digest;
    }

    private static PlanningFacts leaveGpusOut(PlanningFacts facts) {
        return new PlanningFacts(
                facts.os(),
                facts.architecture(),
                facts.glibc(),
                facts.driver(),
                facts.gpus().stream()
                        .map(gpu -> new PlanningFacts.Gpu(gpu.model(), gpu.computeCapability(), gpu.slice(), true))
                        .toList(),
                facts.pythons(),
                facts.sources());
    }

    private static List<String> texts(Wish wish) {
        return wish.listedGpus().stream().map(GpuUuid::text).toList();
    }
}

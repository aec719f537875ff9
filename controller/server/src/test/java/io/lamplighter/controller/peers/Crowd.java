package io.lamplighter.controller.peers;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.ReportedFacts;
import io.lamplighter.controller.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Many machines, put into the database as if they had enrolled before any manifest was there. */
public final class Crowd {
    private static final int SPREAD = 997;

    private Crowd() {}

    /**
     * Machines of a room.
     *
     * @param kinds how many different planning facts they have; of the first kind there are the most
     */
    public static void enrol(Storage storage, MachineStore machines, String room, int count, int kinds) {
        List<ReportedFacts> facts = IntStream.range(0, kinds)
                .mapToObj(Crowd::facts)
                .map(ReportedFacts::of)
                .toList();
        storage.write(transaction -> {
            for (int index = 0; index < count; index++) {
                ReportedFacts ofKind = facts.get(kind(index, kinds));
                machines.insert(transaction, machine(room, index, ofKind), ofKind);
            }
            return count;
        });
    }

    /** One machine of each, and of the others the more the lower its number. */
    private static int kind(int index, int kinds) {
        double place = index % SPREAD / (double) SPREAD;
        return index < kinds ? index : (int) (kinds * place * place);
    }

    private static Machine machine(String room, int index, ReportedFacts facts) {
        return new Machine(
                new MachineId(UUID.randomUUID().toString()),
                new MachineName("%s-%06d".formatted(room, index)),
                Sha256.of(room + index),
                Map.of("room", room),
                "0.1.0",
                TestAgent.ACCEPTS,
                facts.digest(),
                facts.planningDigest(),
                Instant.parse("2026-11-23T12:00:00Z"),
                null);
    }

    /** Cards of different names: as different as machines can be and still run the same builds. */
    private static MachineFacts facts(int kind) {
        return TestFacts.withGpus(new Gpu("GPU-" + kind, "NVIDIA Card " + kind, new ComputeCapability(8, 6), 16_384));
    }
}

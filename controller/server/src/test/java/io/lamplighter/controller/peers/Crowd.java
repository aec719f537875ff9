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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many machines, put into the database as if they had enrolled before any manifest was there. */
public final class Crowd {
    private static final int SPREAD = 997;

    /** Of each kind some have room for any build, some for none, and some say nothing. */
    private static final List<@Nullable Long> ROOMS = Arrays.asList(500_000_000_000L, 1_000_000L, null);

    private Crowd() {}

    /**
     * Machines of a room.
     *
     * @param kinds how many different planning facts they have; of the first kind there are the most
     */
    public static void enrol(Storage storage, MachineStore machines, String room, int count, int kinds) {
        enrol(storage, machines, room, 0, count, kinds);
    }

    /** The same from one machine's number to another's, for a crowd that grows. */
    public static void enrol(Storage storage, MachineStore machines, String room, int first, int end, int kinds) {
        List<List<ReportedFacts>> facts =
                IntStream.range(0, kinds).mapToObj(Crowd::facts).toList();
        storage.write(transaction -> {
            for (int index = first; index < end; index++) {
                ReportedFacts reported = facts.get(kind(index, kinds)).get(index / kinds % ROOMS.size());
                machines.insert(transaction, machine(room, index, reported), reported);
            }
            return end;
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
                null,
                null);
    }

    /** Cards of different names: as different as machines can be and still run the same builds. */
    private static List<ReportedFacts> facts(int kind) {
        MachineFacts facts =
                TestFacts.withGpus(new Gpu("GPU-" + kind, "NVIDIA Card " + kind, new ComputeCapability(8, 6), 16_384));
        return ROOMS.stream()
                .map(bytes -> ReportedFacts.of(TestFacts.withRoom(bytes, facts)))
                .toList();
    }
}

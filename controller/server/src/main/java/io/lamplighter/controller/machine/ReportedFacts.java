package io.lamplighter.controller.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Disk;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.Sha256;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Facts with their digests, each made of the bytes as they came or were written, once.
 *
 * @param facts what the text says
 * @param text as received: its digest is what the agent polls with
 * @param planningText the part that decides whether anything is planned anew
 * @param gpus their uuids, which decide where an environment lists the GPUs that count
 * @param room bytes of disk that a build may take; absent where nothing is told of a disk
 * @param metrics where Prometheus has the agent's metrics from; absent where nobody but the machine can have them
 */
public record ReportedFacts(
        MachineFacts facts,
        String text,
        Sha256 digest,
        String planningText,
        Sha256 planningDigest,
        Set<String> gpus,
        @Nullable Long room,
        @Nullable String metrics) {
    public ReportedFacts {
        gpus = Set.copyOf(gpus);
    }

    /**
     * Facts as an agent put them.
     *
     * @throws JsonProcessingException when they are none
     */
    public static ReportedFacts read(String text) throws JsonProcessingException {
        return of(text, Wire.mapper().readValue(text, MachineFacts.class));
    }

    /** Facts that came inside an enrolment. */
    public static ReportedFacts of(MachineFacts facts) {
        return of(Wire.write(facts), facts);
    }

    /** The digest under which planning facts are known, also those that are made for one environment. */
    public static Sha256 digest(PlanningFacts facts) {
        return Sha256.of(Wire.write(facts));
    }

    /** Whether nothing that is planned with differs from what was known of the machine. */
    public boolean decideAs(Machine machine, MachineFacts before) {
        return planningDigest.equals(machine.planning()) && gpus.equals(uuids(before));
    }

    /** Why the machine is not booted that has to be; absent where it need not be. */
    @Nullable
    String bootWhy() {
        PendingBoot boot = facts.boot();
        return boot == null ? null : boot.why();
    }

    /** Since when, in milliseconds since 1970; absent with the reason. */
    @Nullable
    Long bootSince() {
        PendingBoot boot = facts.boot();
        return boot == null ? null : boot.since().toEpochMilli();
    }

    private static ReportedFacts of(String text, MachineFacts facts) {
        String planning = Wire.write(facts.planning());
        return new ReportedFacts(
                facts,
                text,
                Sha256.of(text),
                planning,
                Sha256.of(planning),
                uuids(facts),
                room(facts.disk()),
                facts.host().metrics());
    }

    private static @Nullable Long room(@Nullable Disk disk) {
        return disk == null ? null : disk.roomBytes();
    }

    private static Set<String> uuids(MachineFacts facts) {
        return facts.gpus().stream().map(Gpu::uuid).collect(Collectors.toUnmodifiableSet());
    }
}

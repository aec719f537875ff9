package io.lamplighter.controller.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.api.view.WhatIf.Effects;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.peers.Crowd;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.Plannings;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One changed environment over a large fleet; {@code make bench} runs it. */
@QuarkusTest
@TestProfile(WhatIfBench.Quiet.class)
class WhatIfBench {
    private static final int MACHINES = 100_000;
    private static final int KINDS = 2_000;
    private static final int WARM_UP = 5;
    private static final int MEASURED = 5;
    private static final int FEW = 10_000;
    private static final double MIB = 1 << 20;

    /** A controller of its own that does not tell of each of the placements. */
    public static final class Quiet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.log.level", "WARN");
        }
    }

    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    @Test
    void measuresOneChangedEnvironment() throws Exception {
        Crowd.enrol(storage, machines, "hall", 0, FEW, KINDS);
        Operator.apply(Operator.environmentForRoom("torch", "\"torch==2.9.*\"", "hall"));
        ask();
        Memory few = Memory.of(WhatIfBench::ask);
        Crowd.enrol(storage, machines, "hall", FEW, MACHINES, KINDS);
        Operator.apply(Operator.environmentForRoom("torch", "\"torch==2.10.*\"", "hall"));
        for (int i = 0; i < WARM_UP; i++) {
            ask();
        }
        double best = Double.MAX_VALUE;
        double inPlanner = 0;
        for (int i = 0; i < MEASURED; i++) {
            double plannedBefore = Plannings.seconds();
            long start = System.nanoTime();
            WhatIf answer = ask();
            double took = (System.nanoTime() - start) / 1e9;
            if (took < best) {
                best = took;
                inPlanner = Plannings.seconds() - plannedBefore;
            }
            assertThat(answer.count(Effect.REPLANNED)).isEqualTo(MACHINES);
            assertThat(lacking(answer)).isBetween(1, MACHINES - 1);
        }
        Memory many = Memory.of(WhatIfBench::ask);
        row("what-if over %,d machines of %,d kinds, s".formatted(MACHINES, KINDS), "≤ 1", best);
        row("of it in the planner, s", "", inPlanner);
        row("heap at its highest above rest, garbage included, MiB", "", many.highest() / MIB);
        row("the same over %,d machines of as many kinds".formatted(FEW), "", few.highest() / MIB);
        row("allocated in all, MiB", "", many.allocated() / MIB);
        row("the same over %,d machines of as many kinds".formatted(FEW), "", few.allocated() / MIB);
    }

    private static void row(String what, String aim, double figure) {
        System.out.printf(Locale.ROOT, "| %-58s | %18.3f | %6s |%n", what, figure, aim);
    }

    private static int lacking(WhatIf answer) {
        return answer.effects().stream().mapToInt(Effects::lackingDisk).sum();
    }

    /** What one call costs of the heap of this JVM, in bytes. */
    private record Memory(long highest, long allocated) {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        static Memory of(Callable<WhatIf> call) throws Exception {
            System.gc();
            List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long atRest = used(heap, MemoryPoolMXBean::getUsage);
            long allocated = THREADS.getTotalThreadAllocatedBytes();
            call.call();
            return new Memory(
                    used(heap, MemoryPoolMXBean::getPeakUsage) - atRest,
                    THREADS.getTotalThreadAllocatedBytes() - allocated);
        }

        private static long used(List<MemoryPoolMXBean> pools, Function<MemoryPoolMXBean, MemoryUsage> usage) {
            return pools.stream().map(usage).mapToLong(MemoryUsage::getUsed).sum();
        }
    }

    private static WhatIf ask() throws IOException {
        String manifests = Operator.environmentForRoom("torch", "\"torch==2.11.*\"", "hall");
        return Wire.mapper()
                .readValue(
                        Operator.request()
                                .contentType("application/json")
                                .body(Wire.write(new WhatIfRequest(manifests, null)))
                                .post("/api/v1/what-if")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString(),
                        WhatIf.class);
    }
}

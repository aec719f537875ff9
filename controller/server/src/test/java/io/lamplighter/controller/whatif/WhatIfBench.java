package io.lamplighter.controller.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIf.Effect;
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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One changed environment over a large fleet; {@code make bench} runs it. */
@QuarkusTest
@TestProfile(WhatIfBench.Quiet.class)
class WhatIfBench {
    private static final int MACHINES = 100_000;
    private static final int KINDS = 2_000;
    private static final int WARM_UP = 5;
    private static final int MEASURED = 5;

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
    void measuresOneChangedEnvironment() throws IOException {
        Crowd.enrol(storage, machines, "hall", MACHINES, KINDS);
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
        }
        row("what-if over %,d machines of %,d kinds, s".formatted(MACHINES, KINDS), "≤ 1", best);
        row("of it in the planner, s", "", inPlanner);
    }

    private static void row(String what, String aim, double seconds) {
        System.out.printf(Locale.ROOT, "| %-58s | %18.3f | %6s |%n", what, seconds, aim);
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

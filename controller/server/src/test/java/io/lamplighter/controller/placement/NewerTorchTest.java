package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.placement.NewerTorch.Newest;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the planner says of the newest torch to those who ask what is behind. */
@QuarkusTest
class NewerTorchTest {
    private static final Gpu TURING = new Gpu("GPU-1", "Tesla T4", new ComputeCapability(7, 5), 16_384);

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");

    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    @Inject
    NewerTorch torch;

    @Test
    void saysWhatStandsInTheWayOfTheNewest() {
        Optional<Newest> newest = newest("torch", TestFacts.withGpus("470.82.01", "11.4", TURING));

        assertThat(newest).isPresent();
        assertThat(newest.get().because())
                .startsWith("torch " + newest.get().release())
                .contains("driver 470.82.01 runs CUDA 11 builds at most");
    }

    @Test
    void saysWhatWouldBePlannedNow() {
        Optional<Newest> newest = newest("torch", TestFacts.withGpus("595.71.05", "13.2", TURING));

        assertThat(newest).isPresent();
        assertThat(newest.get().because())
                .startsWith("what is in use stays; planned anew it would be torch "
                        + newest.get().release());
    }

    @Test
    void saysNothingWhereNoTorchIsAskedFor() {
        assertThat(newest("numpy", TestFacts.withoutGpu())).isEmpty();
    }

    @Test
    void saysThatItComesAndWhereUpdateEnds() {
        MachineFacts facts = TestFacts.withGpus("595.71.05", "13.2", TURING);

        assertThat(newest("torch", facts, "latest", "torch 2.5.1 cu124")
                        .orElseThrow()
                        .because())
                .endsWith(" comes in a window");
        assertThat(newest("torch", facts, "patch", "torch 2.5.1 cu124")
                        .orElseThrow()
                        .because())
                .startsWith("update: patch goes less far; planned anew it would be torch ");
    }

    private Optional<Newest> newest(String packages, MachineFacts facts) {
        return newest(packages, facts, "pinned", null);
    }

    private Optional<Newest> newest(String packages, MachineFacts facts, String update, @Nullable String inUse) {
        Operator.apply(Operator.environmentForRoom(environment, packages, room)
                .replace("spec:\n  python:", "spec:\n  update: " + update + "\n  python:"));
        TestAgent agent = TestAgent.enrolledIn(room, facts);
        return storage.read(session -> torch.begin(session)
                .of(
                        machines.find(session, new MachineName(agent.name()))
                                .orElseThrow()
                                .id(),
                        new EnvironmentName(environment),
                        inUse));
    }
}

package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFinding;
import io.lamplighter.api.name.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    Path root;

    private FakeMachine machine;
    private final ScriptedCommands commands = new ScriptedCommands().when("uname", "x86_64");
    private final List<FactsDocument> told = new ArrayList<>();

    @BeforeEach
    void startEmpty() {
        machine = new FakeMachine(root);
    }

    @Test
    void joinsReadingsToFactsOfOneDigest() throws Exception {
        machine.host();
        Path python = machine.program("usr/bin/python3.11", ":");
        commands.when("python3.11", "3.11.2\n" + python + "\n");
        Inventory inventory = inventory();

        inventory.refresh();

        FactsDocument facts = inventory.facts().orElseThrow();
        assertThat(facts.facts().host().hostName()).isEqualTo("lab-1");
        assertThat(facts.facts().driver()).isEqualTo(new CudaState.Absent());
        assertThat(Objects.requireNonNull(facts.facts().disk()))
                .returns(1_000L, MachineFacts.Disk::reserveBytes)
                .extracting(MachineFacts.Disk::totalBytes)
                .satisfies(total -> assertThat(total).isPositive());
        assertThat(facts.facts().interpreters())
                .containsExactly(new MachineFacts.Interpreter("3.11.2", python.toString()));
        assertThat(facts.digest()).isEqualTo(Sha256.of(facts.json()));
    }

    @Test
    void tellsFactsOnlyWhenTheyAreOthers() throws Exception {
        machine.host();
        Inventory inventory = inventory();

        inventory.refresh();
        inventory.refresh();
        machine.gpu("0000:01:00.0", "");
        inventory.refresh();

        assertThat(told)
                .extracting(document -> document.facts().driver())
                .hasExactlyElementsOfTypes(CudaState.Absent.class, CudaState.NotLoaded.class);
    }

    @Test
    void letsNoFailingProbeTakeTheOthersDown() throws Exception {
        machine.host();
        Path tool = machine.program("usr/bin/nvidia-smi", ":");
        commands.when(tool.toString(), new TimedOut());
        Inventory inventory = inventory();

        inventory.refresh();

        assertThat(inventory.facts().orElseThrow().facts().host().hostName()).isEqualTo("lab-1");
        assertThat(inventory.probes())
                .filteredOn(probe -> !probe.succeeded())
                .extracting(ProbeStatus::source)
                .containsExactly("nvidia_smi", "sources");
    }

    @Test
    void saysNothingOfAMachineWhoseHostCouldNotBeRead() throws Exception {
        Inventory inventory = inventory();

        inventory.refresh();

        assertThat(inventory.facts()).isEmpty();
        assertThat(inventory.unread()).singleElement().asString().startsWith("host: ");
    }

    @Test
    void stillExpectsTheGpuThatWasLost() throws Exception {
        machine.host().gpu("0000:01:00.0", "nvidia").gpu("0000:0c:00.0", "nvidia");
        machine.program("usr/bin/nvidia-smi", ":");
        commands.when("--query-gpu", NvidiaSmiTest.recording("two-gpus.csv"));
        Inventory inventory = inventory();
        inventory.refresh();
        machine.gpu("0000:0d:00.0", "nvidia");

        inventory.refresh();

        assertThat(inventory.facts().orElseThrow().facts().driver()).isInstanceOf(CudaState.GpuLost.class);
        assertThat(inventory.expectedGpus()).hasSize(2);
        assertThat(inventory().expectedGpus()).as("after a restart").hasSize(2);
    }

    @Test
    void tellsWhatWasFoundAgainOnlyWhenACheckStandsOtherwise() throws Exception {
        machine.host();
        Inventory inventory = inventory();
        List<MachineFinding> found = new ArrayList<>(List.of(hot(MachineFinding.Status.WARN, "at 88 °C")));
        inventory.judgedBy(() -> Optional.of(found));
        inventory.refresh();

        found.set(0, hot(MachineFinding.Status.WARN, "at 91 °C"));
        inventory.findingsChanged();
        found.set(0, hot(MachineFinding.Status.FAIL, "at 99 °C"));
        inventory.findingsChanged();
        found.clear();
        inventory.findingsChanged();

        assertThat(told)
                .extracting(document -> document.facts().findings())
                .containsExactly(
                        List.of(hot(MachineFinding.Status.WARN, "at 88 °C")),
                        List.of(hot(MachineFinding.Status.FAIL, "at 99 °C")),
                        List.of());
        assertThat(told)
                .extracting(document -> document.facts().planning())
                .as("nothing is planned by it")
                .containsOnly(told.getFirst().facts().planning());
    }

    private static MachineFinding hot(MachineFinding.Status status, String detail) {
        return new MachineFinding("gpu.fan", "GPU-a", status, detail, "look at the fan");
    }

    private Inventory inventory() {
        Network network = TestMachine.NETWORK;
        Inventory inventory = new Inventory(new Probes(
                root,
                Programs.of(root, ""),
                null,
                null,
                commands,
                new UvProgram(new Layout(root.resolve("agent")), commands, List.of(), network, Policies.OPEN),
                new CondaProgram(commands, List.of(), Policies.OPEN),
                network,
                Policies.OPEN,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                InstantSource.system(),
                new BuildSpace(root.resolve("agent"), 1_000),
                Listening.NOWHERE));
        inventory.onChange(told::add);
        return inventory;
    }
}

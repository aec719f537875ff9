package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Linux under Windows as a whole, with real libraries and programs where Windows puts them, beside a driver that
 * somebody installed in vain.
 */
class UnderWindowsTest {
    private static final String LENT = "usr/lib/wsl/lib";

    @TempDir
    Path root;

    private NvmlStandIn library;

    @BeforeEach
    void startWithWhatWindowsLends() throws Exception {
        FakeMachine machine = new FakeMachine(root)
                .host()
                .underWindows()
                .device("2f2c:00:00.0", "0x1414", "0x008e", "0x030200", "dxgkrnl");
        library = NvmlStandIn.in(root.resolve(LENT)).gpu("GPU-a", "0000:01:00").driver("560.94");
        CudaStandIn.build(root.resolve(LENT).resolve("libcuda.so.1"), 0, 12060, 1);
        machine.program(LENT + "/nvidia-smi", tool("560.94"));
        NvmlStandIn.in(root.resolve("usr/lib/x86_64-linux-gnu")).driver("580.95.05");
        CudaStandIn.build(root.resolve("usr/lib/x86_64-linux-gnu/libcuda.so.1"), 803, 0, 0);
        machine.program("usr/bin/nvidia-smi", tool("580.95.05"));
    }

    private static String tool(String driver) {
        return """
                case "$1" in
                --query-gpu=*) echo "0, GPU-a, 8.6, 49140, %s, 00000000:01:00.0, 0x223010DE, 94.02, [N/A], RTX A6000" ;;
                *) echo "CUDA Version: 12.6" ;;
                esac
                """.formatted(driver);
    }

    @Test
    void asksTheLibrariesThatWindowsLendsAndNoOthers() throws Exception {
        Inventory inventory = inventory();

        inventory.refresh();

        MachineFacts facts = inventory.facts().orElseThrow().facts();
        assertThat(facts.driver()).isEqualTo(new CudaState.Wsl("560.94", "13.0"));
        assertThat(inventory.nvidia().orElseThrow().listedBy()).isEqualTo("nvml");
        assertThat(inventory.gpus().orElseThrow())
                .isInstanceOfSatisfying(
                        NvmlReading.Read.class,
                        read -> assertThat(read.gpus()).singleElement().isInstanceOf(GpuState.Sampled.class));
        assertThat(inventory.cuda()).contains(new CudaTrial.Ready(12060, 1));
        assertThat(inventory.expectedGpus()).isEmpty();
    }

    @Test
    void asksTheToolThatWindowsLendsWhereItLendsNoLibrary() throws Exception {
        Files.delete(library.library());
        Files.delete(root.resolve("usr/lib/x86_64-linux-gnu/libnvidia-ml.so.1"));
        Inventory inventory = inventory();

        inventory.refresh();

        assertThat(inventory.nvidia().orElseThrow())
                .returns(new CudaState.Wsl("560.94", "12.6"), NvidiaReading::driver)
                .returns("nvidia_smi", NvidiaReading::listedBy);
    }

    private Inventory inventory() {
        CommandRunner commands = new SystemCommands(root.resolve("scratch"));
        return new Inventory(new Probes(
                root,
                Programs.of(root, "/usr/bin"),
                new Nvml(
                        NvmlLocations.ofThisMachine(root),
                        new SleepOnBus(root),
                        Duration.ofMinutes(1),
                        InstantSource.system(),
                        _ -> {}),
                null,
                commands,
                new UvProgram(
                        new Layout(root.resolve("agent")), commands, List.of(), TestMachine.NETWORK, Policies.OPEN),
                new CondaProgram(commands, List.of(), Policies.OPEN),
                TestMachine.NETWORK,
                Policies.OPEN,
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                InstantSource.system(),
                new BuildSpace(root.resolve("agent"), 0),
                Listening.NOWHERE));
    }
}

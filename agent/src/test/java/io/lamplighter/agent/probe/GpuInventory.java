package io.lamplighter.agent.probe;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.nvml.Sleep;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What an agent knows of a machine that has GPUs and nothing else. */
public final class GpuInventory {
    private GpuInventory() {}

    /**
     * Nothing is read yet.
     *
     * @param clock the agent's
     */
    public static Inventory of(Path root, NvmlStandIn library, InstantSource clock) {
        return new Inventory(probes(root, library, new ScriptedCommands(), Duration.ofSeconds(10), clock));
    }

    /** @param timeout of programs */
    static Probes probes(
            Path root, NvmlStandIn library, CommandRunner commands, Duration timeout, InstantSource clock) {
        return new Probes(
                root,
                new Programs(List.of()),
                new Nvml(
                        new NvmlLocations(List.of(library.library())),
                        Sleep.NEVER,
                        Duration.ofMinutes(1),
                        clock,
                        _ -> {}),
                null,
                commands,
                new UvProgram(new Layout(root), commands, List.of(), TestMachine.NETWORK, Policies.OPEN),
                new CondaProgram(commands, List.of(), Policies.OPEN),
                TestMachine.NETWORK,
                Policies.OPEN,
                timeout,
                Duration.ofMinutes(2),
                clock,
                null,
                Listening.NOWHERE);
    }

    /** As the schedule does. */
    public static void refresh(Inventory inventory) throws InterruptedException {
        inventory.refreshGpus();
    }
}

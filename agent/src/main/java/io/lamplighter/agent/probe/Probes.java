package io.lamplighter.agent.probe;

import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of one machine need.
 *
 * @param root of the file system that is read
 * @param programs where Pythons and nvidia-smi are looked for
 * @param nvml NVIDIA's library; absent where it is not to be used
 * @param nvidiaSmi where the driver's tool is said to be; absent when it is to be looked for
 * @param timeout of each program that a probe starts
 * @param deadline of each probe
 * @param space where environments are built; absent where no agent says so
 * @param listening where the agent's metrics can be had
 */
public record Probes(
        Path root,
        Programs programs,
        @Nullable Nvml nvml,
        @Nullable Path nvidiaSmi,
        CommandRunner commands,
        UvProgram uv,
        CondaProgram conda,
        Network network,
        Policies policies,
        Duration timeout,
        Duration deadline,
        InstantSource clock,
        @Nullable BuildSpace space,
        Listening listening) {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    HostProbe host() {
        return new HostProbe(root, commands, timeout, listening);
    }

    NvidiaProbe nvidia() {
        return new NvidiaProbe(root, nvml, this::findNvidiaSmi, commands, timeout);
    }

    @Nullable
    NvmlProbe gpus() {
        return nvml == null ? null : new NvmlProbe(root, nvml);
    }

    @Nullable
    SmiXmlProbe gpusByTool() {
        return nvml == null ? null : new SmiXmlProbe(new NvidiaTool(this::findNvidiaSmi, commands, timeout));
    }

    /** Where GPUs are not to be asked by this agent, CUDA is not tried either. */
    @Nullable
    CudaTrials cudaTrials(Supplier<List<Interpreter>> pythons) {
        return nvml == null
                ? null
                : new CudaTrials(watched(new CudaTrialProbe(root, pythons, commands, timeout)), pythons, clock);
    }

    ComputeApps computeApps() {
        return new ComputeApps(root, this::findNvidiaSmi, commands, timeout);
    }

    HostSignsProbe signs() {
        return new HostSignsProbe(root);
    }

    ToolkitProbe toolkits() {
        return new ToolkitProbe(
                root, space == null ? null : new Layout(space.directory()).environments(), commands, timeout);
    }

    WakingProbe waking() {
        return new WakingProbe(root, policies, WakingProbe::ofSystem);
    }

    ExpectedGpus expectedGpus() {
        return new ExpectedGpus(space == null ? null : new Layout(space.directory()).expectedGpus());
    }

    InterpreterProbe interpreters() {
        return new InterpreterProbe(programs, commands, timeout, clock);
    }

    ToolProbe tools() {
        return new ToolProbe(uv, conda);
    }

    SourceProbe sources() {
        return new SourceProbe(PolicedLooks.over(SourceLooks.byHttp(network, timeout), policies), clock, PAUSE);
    }

    @Nullable
    DiskProbe disk() {
        return space == null ? null : new DiskProbe(space);
    }

    <T> LastReading<T> watched(Probe<T> probe) {
        return new LastReading<>(probe, clock, deadline);
    }

    /** Under Windows only the one that it lends speaks with its driver, whatever else is installed. */
    private Optional<Path> findNvidiaSmi() {
        return nvidiaSmi == null
                ? programs.after(root.resolve(Kernel.LENT)).first("nvidia-smi")
                : Optional.of(nvidiaSmi).filter(Files::isExecutable);
    }
}

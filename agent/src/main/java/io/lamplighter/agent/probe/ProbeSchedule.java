package io.lamplighter.agent.probe;

import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.probe.TelemetryConfig.Gpu;
import io.lamplighter.agent.process.CommandRunner;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** When the agent reads its machine: each kind of reading on its own time, none when metrics are asked for. */
@Singleton
final class ProbeSchedule {
    /** A probe may start several programs, one after the other. */
    private static final int PROGRAMS = 6;

    private final Inventory inventory;
    private final UserMemory memory;
    private final TelemetryConfig telemetry;

    ProbeSchedule(Inventory inventory, UserMemory memory, TelemetryConfig telemetry) {
        this.inventory = inventory;
        this.memory = memory;
        this.telemetry = telemetry;
    }

    @Scheduled(every = "{lamplighter.probe.every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void machine() throws InterruptedException {
        inventory.refreshMachine();
    }

    @Scheduled(every = "{lamplighter.probe.nvidia-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void nvidia() throws InterruptedException, IOException {
        inventory.refreshNvidia();
    }

    @Scheduled(every = "{lamplighter.telemetry.gpu-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void gpus() throws InterruptedException, IOException {
        inventory.refreshGpus();
        Optional<NvmlReading> read = inventory.gpus();
        if (telemetry.memoryByUser() == Gpu.ON && read.isPresent()) {
            memory.read(read.get());
        }
    }

    @Scheduled(every = "{lamplighter.probe.sources-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sources() throws InterruptedException {
        inventory.refreshSources();
    }

    @Produces
    @Singleton
    static UserMemory userMemory(MachineRoot machine) {
        return new UserMemory(machine.folder());
    }

    @Produces
    @Singleton
    static Inventory inventory(
            MachineRoot machine,
            ProbeConfig config,
            TelemetryConfig telemetry,
            XidCounts xids,
            CommandRunner commands,
            UvProgram uv,
            CondaProgram conda,
            Network network,
            Policies policies,
            InstantSource clock,
            BuildSpace space,
            ScrapeConfig scrape,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        return new Inventory(new Probes(
                machine.folder(),
                Programs.ofThisMachine(),
                nvml(machine, telemetry, xids, clock),
                config.nvidiaSmi().orElse(null),
                commands,
                uv,
                conda,
                network,
                policies,
                config.timeout(),
                config.timeout().multipliedBy(PROGRAMS),
                clock,
                space,
                new Listening(host, port, scrape.address().orElse(null))));
    }

    private static @Nullable Nvml nvml(
            MachineRoot machine, TelemetryConfig telemetry, XidCounts xids, InstantSource clock) {
        NvmlLocations locations = telemetry
                .nvml()
                .map(file -> new NvmlLocations(List.of(file)))
                .orElseGet(() -> NvmlLocations.ofThisMachine(machine.folder()));
        return switch (telemetry.gpu()) {
            case ON ->
                new Nvml(
                        locations,
                        new SleepOnBus(machine.folder()),
                        deadline(telemetry.gpuDeadline()),
                        clock,
                        xids::countUnlessLogged);
            case OFF -> null;
        };
    }

    /** With none every driver would count as one that hangs. */
    static Duration deadline(Duration configured) {
        if (!configured.isPositive()) {
            throw new ConfigurationException(
                    "lamplighter.telemetry.gpu-deadline: a driver needs some time to answer, like 5s; found "
                            + configured);
        }
        return configured;
    }
}

package io.lamplighter.agent;

import io.lamplighter.agent.health.Evidence;
import io.lamplighter.agent.health.Finding;
import io.lamplighter.agent.health.Health;
import io.lamplighter.agent.health.HealthLimits;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.Sleep;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.Listening;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.Probes;
import io.lamplighter.agent.probe.Programs;
import io.lamplighter.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The machine read once, without an agent: no root, no controller, and as a rule an answer within two seconds.
 *
 * @param gpus as the driver listed them
 * @param findings of the health checks, as it is now
 * @param unread what could not be read, and why
 */
record Standalone(Path scratch, FactsDocument facts, List<ListedGpu> gpus, List<Finding> findings, List<String> unread)
        implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    static Standalone read() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("lamplighter-doctor-");
        Station station = Station.ofThisMachine();
        CommandRunner commands = station.commands(scratch);
        Programs programs = Programs.ofThisMachine();
        Network network = station.network();
        Policies policies = station.policyFile();
        Inventory inventory = new Inventory(new Probes(
                Path.of("/"),
                programs,
                new Nvml(
                        NvmlLocations.ofThisMachine(Path.of("/")),
                        Sleep.NEVER,
                        TIMEOUT,
                        InstantSource.system(),
                        _ -> {}),
                null,
                commands,
                new UvProgram(station.layout(), commands, programs.folders(), network, policies),
                new CondaProgram(commands, programs.folders(), policies),
                network,
                policies,
                TIMEOUT,
                DEADLINE,
                InstantSource.system(),
                null,
                Listening.NOWHERE));
        inventory.refresh();
        FactsDocument facts = inventory
                .facts()
                .orElseThrow(() -> new IOException("this machine cannot be read: " + inventory.probes()));
        List<ListedGpu> gpus = inventory.nvidia().map(NvidiaReading::gpus).orElse(List.of());
        Evidence evidence = new Evidence(
                inventory.nvidia().orElse(null),
                inventory.gpus().orElse(null),
                inventory.expectedGpus(),
                null,
                inventory.signs().orElse(HostSigns.NONE),
                inventory.cuda().orElse(null),
                List.of(),
                Map.of(),
                facts.facts().disk(),
                HealthLimits.USUAL,
                InstantSource.system().instant());
        return new Standalone(scratch, facts, gpus, Health.atOnce(evidence), inventory.unread());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(scratch);
    }
}

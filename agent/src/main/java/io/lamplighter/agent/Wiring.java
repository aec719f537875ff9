package io.lamplighter.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.agent.builder.Builder;
import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.builder.BuilderConfig;
import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.checkin.AssignmentListener;
import io.lamplighter.agent.checkin.GenerationsOutbox;
import io.lamplighter.agent.checkin.OwnId;
import io.lamplighter.agent.checkin.Spool;
import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.execution.EngineParts;
import io.lamplighter.agent.execution.ExecutionConfig;
import io.lamplighter.agent.execution.Interlude;
import io.lamplighter.agent.execution.PlanLocks;
import io.lamplighter.agent.execution.Platform;
import io.lamplighter.agent.execution.RunListener;
import io.lamplighter.agent.exposure.ExposureConfig;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.CatalogueConfig;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.probe.BuildSpace;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.MachineRoot;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.probe.Programs;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.agent.reboot.RebootClaims;
import io.lamplighter.agent.reboot.RebootConfig;
import io.lamplighter.agent.reboot.Reboots;
import io.lamplighter.agent.runlog.RunLogConfig;
import io.lamplighter.agent.runlog.RunLogs;
import io.lamplighter.agent.schedule.ComputePrograms;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.agent.wake.WakeAlarm;
import io.lamplighter.agent.wake.WakeConfig;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How the parts of the agent are put together, started and stopped. */
@Singleton
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    static InstantSource clock() {
        return InstantSource.system();
    }

    /** In place of the framework's own. */
    @Produces
    @Singleton
    static ObjectMapper mapper() {
        return Wire.mapper();
    }

    @Produces
    @Singleton
    static Station station(AgentConfig config) {
        return Station.of(config);
    }

    @Produces
    @Singleton
    static Layout layout(Station station) {
        return station.layout();
    }

    @Produces
    @Singleton
    static Policies policies(Station station) {
        return station.policyFile();
    }

    @Produces
    @Singleton
    static SystemCommands commands(Station station) {
        return station.commands(station.layout().scratch());
    }

    @Produces
    @Singleton
    static Builder builder(Station station, BuilderConfig config, SystemCommands commands) {
        return station.system()
                ? new BuilderAccount(station.layout(), config.account(), commands)
                : new SameAccount(commands);
    }

    @Produces
    @Singleton
    static Network network(Station station) {
        return station.network();
    }

    @Produces
    @Singleton
    static UvProgram uv(Layout layout, SystemCommands commands, Network network, Policies policies) {
        return new UvProgram(layout, commands, Programs.ofThisMachine().folders(), network, policies);
    }

    @Produces
    @Singleton
    static CondaProgram conda(SystemCommands commands, Policies policies) {
        return new CondaProgram(commands, Programs.ofThisMachine().folders(), policies);
    }

    @Produces
    @Singleton
    static BuildSpace buildSpace(Layout layout, ExecutionConfig config) {
        return new BuildSpace(layout.root(), config.diskReserve().asLongValue());
    }

    @Produces
    @Singleton
    static Engine engine(
            Layout layout,
            SystemCommands commands,
            Builder builder,
            Policies policies,
            ExecutionConfig config,
            Inventory inventory,
            UvProgram uv,
            CondaProgram conda,
            Network network,
            PlanLocks locks,
            Spool spool,
            RunLogs logs,
            GenerationsOutbox generations,
            ExposureConfig exposure,
            Permits permits,
            Reboots reboots,
            WakeConfig waking,
            InstantSource clock)
            throws IOException {
        return new Engine(EngineParts.withPrograms(
                        layout,
                        commands,
                        builder,
                        policies,
                        config,
                        inventory::interpreters,
                        inventory::answeringFirst,
                        uv,
                        conda,
                        network,
                        locks,
                        listener(logs, spool, generations),
                        clock,
                        Exposures.of(layout, usualPlaces(layout), exposure),
                        permits)
                .on(
                        () -> platform(inventory, reboots),
                        Interlude.of(new WakeAlarm(waking, commands, policies, permits, clock), reboots)));
    }

    /** A driver that does not answer, or not yet, is not known; none at all is. */
    private static Optional<Platform> platform(Inventory inventory, Reboots reboots) {
        String made = reboots.made().orElse(null);
        Optional<CudaState> driver = inventory.nvidia().map(NvidiaReading::driver);
        return inventory
                .kernel()
                .flatMap(kernel -> driver.flatMap(state -> switch (state) {
                    case CudaState.Working working -> Optional.of(new Platform(kernel, working.version(), made));
                    case CudaState.Absent _, CudaState.OtherVendor _ -> Optional.of(new Platform(kernel, null, made));
                    case CudaState.Blocked _ -> Optional.empty();
                }));
    }

    @Produces
    @Singleton
    static MachineRoot machineRoot(AgentConfig config) {
        return new MachineRoot(config.machineRoot());
    }

    @Produces
    @Singleton
    static Permits permits(OwnId id, MachineRoot machine, Layout layout, Inventory inventory) throws IOException {
        return Permits.of(
                id,
                machine.folder(),
                layout.root(),
                new ComputePrograms() {
                    @Override
                    public List<String> names() throws IOException, InterruptedException {
                        return inventory.computing();
                    }

                    @Override
                    public Optional<String> obstacle() {
                        return inventory.driverObstacle();
                    }
                },
                layout.attendance(),
                machine.bootId());
    }

    @Produces
    @Singleton
    static Reboots reboots(
            MachineRoot machine,
            Layout layout,
            RebootConfig config,
            SystemCommands commands,
            Inventory inventory,
            Policies policies,
            Permits permits,
            RebootClaims claims,
            InstantSource clock)
            throws IOException {
        return new Reboots(
                layout.reboots(),
                machine.bootId(),
                config,
                commands,
                () -> inventory.signs().orElse(HostSigns.NONE),
                policies,
                permits,
                claims,
                inventory::bootWaits,
                clock);
    }

    private static Places usualPlaces(Layout layout) {
        return Places.usual(
                layout.root(),
                AccountFolders.ofThisAccount().agentDirectory(),
                System.getProperty("user.name", "root").equals("root"),
                System.getenv(),
                Path.of(System.getProperty("user.home")));
    }

    @Produces
    @Singleton
    static RunLogs logs(Layout layout, RunLogConfig config) {
        return new RunLogs(layout.runLogs(), config.size().asLongValue(), config.kept());
    }

    /** The controller takes no log of a run that it has not heard of: the report goes first. */
    private static RunListener listener(RunLogs logs, Spool spool, GenerationsOutbox generations) {
        return new RunListener() {
            @Override
            public void changed(RunReport report) {
                spool.changed(report);
                logs.changed(report);
            }

            @Override
            public void said(RunId run, String line) {
                logs.said(run, line);
            }

            @Override
            public void surveyed(GenerationsReport report) {
                generations.put(report);
            }
        };
    }

    @Produces
    @Singleton
    static AssignmentListener listener(Engine engine) {
        return engine::act;
    }

    void start(@Observes StartupEvent started, CatalogueConfig failures, Engine engine, Builder builder)
            throws IOException, InterruptedException {
        useOwn(failures.catalogue());
        builder.obstacle()
                .map(FailureException::diagnosis)
                .ifPresent(diagnosis ->
                        LOG.warnf("No environment can be built: %s %s", diagnosis.message(), diagnosis.remedy()));
        engine.start();
    }

    private static void useOwn(Path catalogue) {
        if (Files.exists(catalogue)) {
            List<String> problems = Catalogue.use(catalogue);
            if (problems.isEmpty()) {
                LOG.infof("failures are known by %s", catalogue);
            } else {
                LOG.errorf(
                        "%s is not used, the agent's own catalogue of failures stays in force:\n%s",
                        catalogue, String.join("\n", problems));
            }
        }
    }

    void stop(@Observes ShutdownEvent stopping, Engine engine) throws InterruptedException {
        engine.stop();
    }
}

package io.lamplighter.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.agent.builder.Builder;
import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.builder.BuilderConfig;
import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.checkin.AssignmentListener;
import io.lamplighter.agent.checkin.Spool;
import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.execution.EngineParts;
import io.lamplighter.agent.execution.ExecutionConfig;
import io.lamplighter.agent.exposure.ExposureConfig;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.MachineTrust;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.probe.BuildSpace;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.Programs;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.json.Wire;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
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
    static MachineTrust trust() {
        return new MachineTrust();
    }

    @Produces
    @Singleton
    static UvProgram uv(Layout layout, SystemCommands commands, MachineTrust trust, Policies policies) {
        return new UvProgram(layout, commands, Programs.ofThisMachine().folders(), trust, policies);
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
            Spool spool,
            ExposureConfig exposure,
            InstantSource clock)
            throws IOException {
        return new Engine(EngineParts.withUv(
                        layout,
                        commands,
                        builder,
                        policies,
                        config,
                        inventory::interpreters,
                        inventory::answeringFirst,
                        uv,
                        spool,
                        clock)
                .exposedBy(Exposures.of(layout, usualPlaces(layout), exposure)));
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
    static AssignmentListener listener(Engine engine) {
        return engine::act;
    }

    void start(@Observes StartupEvent started, Engine engine, Builder builder)
            throws IOException, InterruptedException {
        builder.obstacle()
                .map(FailureException::diagnosis)
                .ifPresent(diagnosis ->
                        LOG.warnf("No environment can be built: %s %s", diagnosis.message(), diagnosis.remedy()));
        engine.start();
    }

    void stop(@Observes ShutdownEvent stopping, Engine engine) throws InterruptedException {
        engine.stop();
    }
}

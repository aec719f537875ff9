package io.lamplighter.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.agent.checkin.AssignmentListener;
import io.lamplighter.agent.checkin.Spool;
import io.lamplighter.agent.execution.Engine;
import io.lamplighter.agent.execution.EngineParts;
import io.lamplighter.agent.execution.ExecutionConfig;
import io.lamplighter.agent.exposure.ExposureConfig;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.installer.MachineTrust;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
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

/** How the parts of the agent are put together, started and stopped. */
@Singleton
final class Wiring {
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
    static Layout layout(AgentConfig config) {
        return new Layout(config.directory()
                .orElseGet(() -> AccountFolders.ofThisAccount().agentDirectory())
                .toAbsolutePath());
    }

    @Produces
    @Singleton
    static SystemCommands commands(Layout layout) {
        return new SystemCommands(layout.scratch());
    }

    @Produces
    @Singleton
    static MachineTrust trust() {
        return new MachineTrust();
    }

    @Produces
    @Singleton
    static UvProgram uv(Layout layout, SystemCommands commands, MachineTrust trust) {
        return new UvProgram(layout, commands, Programs.ofThisMachine().folders(), trust);
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
            ExecutionConfig config,
            Inventory inventory,
            UvProgram uv,
            Spool spool,
            ExposureConfig exposure,
            InstantSource clock)
            throws IOException {
        return new Engine(EngineParts.withUv(
                        layout, commands, config, inventory::interpreters, inventory::answeringFirst, uv, spool, clock)
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

    void start(@Observes StartupEvent started, Engine engine) {
        engine.start();
    }

    void stop(@Observes ShutdownEvent stopping, Engine engine) throws InterruptedException {
        engine.stop();
    }
}

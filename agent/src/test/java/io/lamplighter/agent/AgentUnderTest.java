package io.lamplighter.agent;

import io.lamplighter.agent.checkin.FakeController;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.wire.Assignment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A controller and a directory for the agent that {@code @QuarkusTest} starts. */
public final class AgentUnderTest implements QuarkusTestResourceLifecycleManager {
    private @Nullable FakeController controller;

    @Override
    public Map<String, String> start() {
        FakeController started = new FakeController();
        started.assign(new Assignment(
                7,
                List.of(new AvailableSource(
                        new SourceName("mirror"), Source.Type.PYPI, started.url() + "/simple", List.of())),
                List.of(),
                List.of()));
        controller = started;
        try {
            Path directory = Files.createTempDirectory("lamplighter-agent-");
            Path joinToken = directory.resolve("join-token");
            Files.writeString(joinToken, FakeController.JOIN_TOKEN + "\n");
            return Map.of(
                    "lamplighter.directory", directory.resolve("agent").toString(),
                    "lamplighter.controller.url", started.url().toString(),
                    "lamplighter.controller.machine-name", "under-test",
                    "lamplighter.controller.join-token-file", joinToken.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(controller, new TestInjector.MatchesType(FakeController.class));
    }

    @Override
    public void stop() {
        if (controller != null) {
            controller.close();
        }
    }
}

package io.lamplighter.agent.release;

import static io.restassured.RestAssured.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.AgentUnderTest;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The driver is being replaced while the agent starts, as by the script of a package that was installed with it. */
@QuarkusTest
@WithTestResource(StartWhileReleasedTest.Released.class)
class StartWhileReleasedTest {
    private static final Pattern TRIED = Pattern.compile("(?m)^lamplighter_probe_duration_seconds\\{source=\"nvml\"}");

    private @Nullable NvmlStandIn library;

    @Test
    void doesNotTouchTheDriverEvenOnce() throws Exception {
        await().until(() -> TRIED.matcher(get("/metrics").asString()).find());

        assertThat(requireNonNull(library).calls()).isEmpty();
    }

    /** An agent whose driver somebody has asked for before it starts. */
    public static final class Released implements QuarkusTestResourceLifecycleManager {
        private final AgentUnderTest agent = new AgentUnderTest();
        private @Nullable NvmlStandIn library;

        @Override
        public Map<String, String> start() {
            Map<String, String> configuration = new HashMap<>(agent.start());
            try {
                Path directory = Path.of(configuration.get("lamplighter.directory"));
                Files.createDirectories(directory);
                NvmlStandIn made =
                        NvmlStandIn.in(directory.resolveSibling("nvml")).gpu("GPU-a", "0000:01:00");
                new ReleaseFiles(directory)
                        .ask(InstantSource.system().instant().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS));
                configuration.put("lamplighter.telemetry.nvml", made.library().toString());
                library = made;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return configuration;
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(library, new TestInjector.MatchesType(NvmlStandIn.class));
        }

        @Override
        public void stop() {
            agent.stop();
        }
    }
}

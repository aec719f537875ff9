package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.view.Outdated;
import io.lamplighter.api.view.Outdated.Behind;
import io.lamplighter.api.view.Outdated.Unread;
import io.lamplighter.api.view.Outdated.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutdatedTest {
    private static final EnvironmentName SCIENCE = new EnvironmentName("science");
    private static final Outdated OUTDATED = new Outdated(
            List.of(
                    behind("numpy", "2.3.1", "2.4.0", "2.3.5", Why.UPDATE, "update: patch"),
                    behind("scipy", "1.16.0", "2.0", null, Why.SPEC, "scipy<2"),
                    behind("pandas", "2.3.1", "2.3.2", null, Why.COOLDOWN, "until 2026-12-01T08:00:00Z"),
                    behind("six", "1.16.0", "1.17.0", "1.17.0", Why.WINDOW, "from 2026-12-01T01:00:00Z on"),
                    behind("torch", "2.9.1", "2.15.0", null, Why.PLAN, "torch 2.15.0 cu132: driver 535 is too old")),
            9,
            List.of(new Unread(SCIENCE, "jax", "https://pypi.lab.example/simple/jax/: connection refused")));

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void showsWhatIsBehindAndWhyItStays() {
        controller.on("GET /api/v1/outdated", OUTDATED);

        assertThat(lamp.run("outdated")).isZero();

        assertThat(lamp.out().replaceAll(" +", " ")).isEqualTo("""
                ENVIRONMENT PACKAGE LOCKED NEWEST ALLOWED MACHINES WHY IT STAYS
                science numpy 2.3.1 2.4.0 2.3.5 12 update: patch
                science scipy 1.16.0 2.0 - 12 the spec: scipy<2
                science pandas 2.3.1 2.3.2 - 12 cooldown: until 2026-12-01T08:00:00Z
                science six 1.16.0 1.17.0 1.17.0 12 comes in the window, from 2026-12-01T01:00:00Z on
                science torch 2.9.1 2.15.0 - 12 torch 2.15.0 cu132: driver 535 is too old
                5 behind, 9 compared with their sources
                not known of jax in science: https://pypi.lab.example/simple/jax/: connection refused
                """);
    }

    @Test
    void asksForOneEnvironmentAndGroup() {
        controller.on(
                "GET /api/v1/outdated?all=true&environment=science&group=teaching",
                new Outdated(List.of(), 3, List.of()));

        assertThat(lamp.run("outdated", "science", "--group", "teaching", "--all"))
                .isZero();

        assertThat(lamp.out()).isEqualTo("0 behind, 3 compared with their sources\n");
    }

    @Test
    void answersProgramsInJson() {
        controller.on("GET /api/v1/outdated", OUTDATED);

        assertThat(lamp.run("outdated", "-o", "json")).isZero();

        assertThat(Samples.read(lamp.out(), Outdated.class)).isEqualTo(OUTDATED);
    }

    private static Behind behind(
            String name, String locked, String newest, @Nullable String allowed, Why why, String detail) {
        return new Behind(
                SCIENCE,
                new LockDigest("ab".repeat(32)),
                12,
                Installer.PIP,
                name,
                locked,
                newest,
                allowed,
                why,
                detail);
    }
}

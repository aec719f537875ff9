package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.DenialRequest;
import io.lamplighter.api.view.DeniedRelease;
import io.lamplighter.api.view.DeniedRelease.Holder;
import io.lamplighter.api.view.DeniedRelease.Then;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenyTest {
    private static final String NUMPY = "/api/v1/denials/numpy==2.3.5";
    private static final Denial DENIAL =
            new Denial(Release.parse("numpy==2.3.5"), "wrong sums", Instant.parse("2026-11-23T12:00:00Z"));
    private static final DeniedRelease DENIED = new DeniedRelease(
            DENIAL,
            List.of(
                    holder("gpu-01", Then.BACK, "lock 5f1c0e9a7b2d"),
                    holder("gpu-02", Then.SOLVED, ""),
                    holder("gpu-03", Then.REPLANNED, "torch 2.10.1 cu126"),
                    holder("gpu-04", Then.STAYS, "no build of torch runs"),
                    holder("gpu-05", Then.ASIDE, "0123456789ab-1")));

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
    void deniesAReleaseAndSaysWhoHasItAndWhatBecomesOfThat() {
        controller.on("PUT " + NUMPY, DENIED);

        assertThat(lamp.run("deny", "NumPy==2.3.5", "--reason", "wrong sums")).isZero();

        assertThat(lamp.out()).isEqualTo("""
                numpy 2.3.5 is denied: wrong sums
                4 placements use it, and keep working until their next window
                MACHINE  ENVIRONMENT  THEN
                gpu-01   science      goes back to lock 5f1c0e9a7b2d
                gpu-02   science      is solved anew
                gpu-03   science      gets torch 2.10.1 cu126
                gpu-04   science      stays: no build of torch runs
                gpu-05   science      not in use, in generation 0123456789ab-1
                """);
        assertThat(Samples.read(controller.requests().getFirst().body(), DenialRequest.class))
                .isEqualTo(new DenialRequest("wrong sums"));
    }

    @Test
    void looksWithoutDenying() {
        controller.on("PUT " + NUMPY + "?dryRun=true", new DeniedRelease(DENIAL, List.of()));

        assertThat(lamp.run("deny", "numpy==2.3.5", "--dry-run")).isZero();

        assertThat(lamp.out()).isEqualTo("""
                numpy 2.3.5 would be denied: wrong sums (dry run)
                no machine uses it
                """);
    }

    @Test
    void answersProgramsInJson() {
        controller.on("PUT " + NUMPY, DENIED);

        assertThat(lamp.run("deny", "numpy==2.3.5", "-o", "json")).isZero();

        assertThat(Samples.read(lamp.out(), DeniedRelease.class)).isEqualTo(DENIED);
    }

    @Test
    void listsWhatIsDenied() {
        controller.on("GET /api/v1/denials", List.of(DENIED));

        assertThat(lamp.run("deny")).isZero();

        assertThat(lamp.out()).isEqualTo("""
                RELEASE       SINCE                 IN USE  REASON
                numpy==2.3.5  2026-11-23T12:00:00Z  4       wrong sums
                """);
    }

    @Test
    void saysThatNothingIsDenied() {
        controller.on("GET /api/v1/denials", List.of());

        assertThat(lamp.run("deny")).isZero();

        assertThat(lamp.out()).isEqualTo("no release is denied\n");
    }

    @Test
    void takesADenialBack() {
        controller.on("DELETE " + NUMPY, "");

        assertThat(lamp.run("allow", "numpy==2.3.5")).isZero();

        assertThat(lamp.out()).isEqualTo("numpy 2.3.5 is denied no more\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny", "allow"})
    void refusesWhatIsNoSingleRelease(String command) {
        assertThat(lamp.run(command, "numpy>=2")).isEqualTo(2);

        assertThat(lamp.err())
                .contains("\"numpy>=2\" names no single release: write PACKAGE==VERSION")
                .contains("lamp " + command + " numpy==2.3.5");
    }

    private static Holder holder(String machine, Then then, String detail) {
        return new Holder(new MachineName(machine), new EnvironmentName("science"), then, detail);
    }
}

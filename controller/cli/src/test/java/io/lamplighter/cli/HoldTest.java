package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.HoldEnd;
import io.lamplighter.api.manifest.HoldReason;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.Stored;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
    private static final String MANIFESTS = "GET /api/v1/machine-manifests";
    private static final String APPLIED = """
            [{"kind": "Machine", "name": "ws-01", "change": "CREATED", "revision": 1, "resourceVersion": 9, "diff": "",
              "effects": []}]
            """;
    private static final String LABELLED = """
            apiVersion: lamplighter.io/v1
            kind: Machine
            metadata: {name: ws-01, resourceVersion: 7}
            spec: {labels: {room: b12}%s}
            """;

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws Exception {
        controller = new FakeController();
        lamp = new LampRun(folder).withController(controller);
        controller.on("POST /api/v1/apply", 200, "application/json", APPLIED);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void holdsAMachineThatHasNoManifestYet() throws Exception {
        controller.on(MANIFESTS, new Page<Stored>(List.of(), null));

        int status = lamp.run("hold", "ws-01", "--until", "3d", "--reason", "a paper");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                machine/ws-01 created (revision 1)
                ws-01 keeps what it has until 2026-11-26T10:00:00Z, or until `lamp release ws-01`
                """);
        assertThat(sent().spec().hold())
                .isEqualTo(new MachineManifest.Hold(new HoldEnd("2026-11-26T10:00:00Z"), new HoldReason("a paper")));
    }

    @Test
    void keepsLabelsAndOverwritesNobodysChange() throws Exception {
        controller.on(MANIFESTS, new Page<>(List.of(Samples.stored(LABELLED.formatted(""))), null));

        lamp.run("hold", "ws-01", "--until", "2026-12-24", "--reason", "a paper");

        assertThat(sent().spec().over(Map.of())).isEqualTo(Map.of("room", "b12"));
        assertThat(sent().metadata().resourceVersion()).isEqualTo(7);
    }

    @Test
    void releasesOnlyWhatIsHeld() throws Exception {
        controller.on(
                MANIFESTS,
                new Page<>(
                        List.of(Samples.stored(LABELLED.formatted(", hold: {until: 2026-12-24, reason: a paper}"))),
                        null));

        int released = lamp.run("release", "ws-01");
        int unknown = lamp.run("release", "ws-02");

        assertThat(released).isZero();
        assertThat(sent().spec().hold()).isNull();
        assertThat(sent().spec().over(Map.of())).isEqualTo(Map.of("room", "b12"));
        assertThat(unknown).isEqualTo(2);
        assertThat(lamp.err()).contains("machine ws-02 is not held");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hold ws-01 --until friday --reason x     | until is the last day, like 2026-12-24, or a time
            hold ws-01 --until 2026-11-20 --reason x | --until is over: 2026-11-21T00:00:00Z
            hold ws-01 --until 3d                    | --reason
            hold ws-01 --reason x                    | --until
            """)
    void saysWhatIsWrong(String line, String said) {
        int status = lamp.run(line.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains(said);
    }

    private MachineManifest sent() throws Exception {
        String body = controller.requests().stream()
                .filter(request -> request.route().equals("POST /api/v1/apply"))
                .toList()
                .getLast()
                .body();
        return (MachineManifest) ManifestReader.read("-", body).getFirst();
    }
}

package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.Applied.Change;
import io.lamplighter.api.view.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkTest {
    private static final String TORCH = """
            apiVersion: lamplighter.io/v1
            kind: Environment
            metadata: {name: torch, labels: {team: vision}, annotations: {owner: ada}}
            spec:
              python: "3.11"
              stages:
              - {name: framework, packages: ["torch==2.10.*", torchvision]}
              - {name: science, packages: ["numpy<3"]}
              expose: {kernel: PyTorch}
            """;

    private static final String BESIDE = """
            apiVersion: lamplighter.io/v1
            kind: Environment
            metadata:
              name: torch-2-9
              labels: {team: vision}
              annotations: {owner: ada, expires: 2027-03-31}
            spec:
              python: "3.11"
              stages:
              - {name: framework, packages: ["torch==2.9.*", torchvision]}
              - {name: science, packages: ["numpy<3"]}
              expose: {kernel: "PyTorch, torch-2-9"}
            ---
            apiVersion: lamplighter.io/v1
            kind: Group
            metadata: {name: everyone}
            spec: {selector: {room: b12}, environments: [torch, torch-2-9]}
            """;

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
        lamp = new LampRun(folder).withController(controller);
        controller.on("GET /api/v1/environments/torch", Samples.stored(TORCH));
        controller.on("GET /api/v1/groups/everyone", Samples.stored(Samples.GROUP));
        controller.on("GET /api/v1/environments", new Page<>(List.of(Samples.stored(TORCH)), null));
        controller.on(
                "POST /api/v1/apply",
                List.of(new Applied(
                        Kind.ENVIRONMENT, new ManifestName("torch-2-9"), Change.CREATED, 1, 5, "", List.of())));
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void appliesTheEnvironmentBesideAndTheGroupThatGetsIt() throws Exception {
        int status =
                lamp.run("fork", "torch", "--set", "torch==2.9.*", "--group", "everyone", "--expires", "2027-03-31");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualToIgnoringNewLines("environment/torch-2-9 created (revision 1)");
        assertThat(ManifestReader.read("sent", controller.requests().getLast().body()))
                .usingRecursiveComparison()
                .ignoringFields("metadata.resourceVersion")
                .isEqualTo(ManifestReader.read("expected", BESIDE));
    }

    @Test
    void printsManifestsForThoseWhoKeepThemInFiles() throws Exception {
        int status = lamp.run("fork", "torch", "--set", "numpy==1.26.*", "--group", "everyone", "--print");

        assertThat(status).isZero();
        assertThat(ManifestReader.read("printed", lamp.out()))
                .extracting(manifest -> manifest.metadata().name().value())
                .containsExactly("torch-1-26", "everyone");
        assertThat(controller.routes()).noneMatch(route -> route.startsWith("POST"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --set numppy==1     | environment torch asks for no numppy; did you mean numpy?
            --set jax           | environment torch asks for no jax; it has numpy, torch, torchvision
            --set torch         | there is an environment torch already; choose another name with --name, or change that one with `lamp apply`
            --set torch==2.9 --expires tomorrow | --expires: expires is the last day, like 2027-03-31; found "tomorrow"
            --set torch==2.9 --expires 2026-11-22 | its last day 2026-11-22 is over; choose a later one with --expires
            --set torch==2.9 --name Torch_29 | --name: a name is 1 to 40 of a-z, 0-9 and -, with no dash at either end; found "Torch_29"
            --set torch=2.9     | --set torch=2.9: bad requirement "torch=2.9": bad version specifier "=2.9": = is no comparison; did you mean ==2.9?; write it as a stage of torch does
            --set git+https://x | --set: a URL (git+https://…) is not a requirement; name the package, and say in sources where it comes from
            """)
    void saysWhatIsWrongAndChangesNothing(String options, String sentence) {
        int status = lamp.run(("fork torch --group everyone " + options).split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualToIgnoringNewLines("lamp: " + sentence);
        assertThat(controller.routes()).noneMatch(route -> route.startsWith("POST"));
    }
}

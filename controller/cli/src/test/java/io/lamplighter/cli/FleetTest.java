package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.Alike;
import io.lamplighter.api.view.CatalogChanged;
import io.lamplighter.api.view.CatalogView;
import io.lamplighter.api.view.Sunset;
import io.lamplighter.api.view.Sunset.Outlook;
import io.lamplighter.api.view.Sunset.Standing;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.api.view.WhatIf.Effects;
import io.lamplighter.api.view.WhatIf.LackingDisk;
import io.lamplighter.api.view.WhatIf.Outcome;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.planner.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    private static final String VERSION = "ab".repeat(32);
    private static final String WHAT_IF = "POST /api/v1/what-if?limit=20";
    private static final String ENVIRONMENT = """
            apiVersion: lamplighter.io/v1
            kind: Environment
            metadata: {name: torch}
            spec: {python: "3.11", stages: [{name: framework, packages: ["torch==2.15.0"]}]}
            """;

    private static final Alike PASCALS = new Alike(
            12,
            List.of(new MachineName("b12-01"), new MachineName("b12-02")),
            new PlanningFacts(
                    "linux",
                    "x86_64",
                    "2.35",
                    new CudaState.Loaded("535.183.01", "12.2"),
                    List.of(
                            gpu("NVIDIA GeForce GTX 1080 Ti", "6.1"),
                            gpu("NVIDIA GeForce RTX 3090", "8.6"),
                            gpu("NVIDIA GeForce RTX 3090", "8.6")),
                    List.of("3.11.2"),
                    List.of()));

    private static final WhatIf WORSE = new WhatIf(
            40,
            3,
            VERSION,
            List.of(
                    new Effects(
                            Effect.UNPLANNABLE,
                            12,
                            0,
                            List.of(new Outcome(
                                    new EnvironmentName("torch"),
                                    PASCALS,
                                    "torch 2.14.1 cu126",
                                    null,
                                    List.of(new Reason("driver", "the driver is too old", "driver 535.183.01")),
                                    "torch 2.14.1 cu126 works on this machine",
                                    null,
                                    null)),
                            2),
                    new Effects(
                            Effect.REPLANNED,
                            4,
                            2,
                            List.of(new Outcome(
                                    new EnvironmentName("torch"),
                                    new Alike(4, List.of(new MachineName("c1")), PASCALS.facts()),
                                    "torch 2.14.1 cu126",
                                    "torch 2.15.0 cu132",
                                    List.of(),
                                    null,
                                    5_200_000_000L,
                                    new LackingDisk(2, List.of(new MachineName("c2"), new MachineName("c4")), 1))),
                            0)));
    private static final WhatIf NOTHING = new WhatIf(40, 3, VERSION, List.of());

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
    void saysWhatAChangeWouldMeanWorstFirst() throws IOException {
        controller.on(WHAT_IF, WORSE);
        Path manifest = Files.writeString(folder.resolve("torch.yaml"), ENVIRONMENT);

        int status = lamp.run("what-if", "-f", manifest.toString());

        assertThat(status).isEqualTo(1);
        assertThat(lamp.out()).isEqualTo("""
                40 machines of 3 kinds, catalog abababababab

                No plan; what works there stays: 12 placements
                  torch on 12 machines (b12-01, b12-02, …): torch 2.14.1 cu126
                    linux-x86_64, glibc 2.35, driver 535.183.01 (CUDA 12.2), NVIDIA GeForce GTX 1080 Ti (6.1), 2 x NVIDIA GeForce RTX 3090 (8.6)
                    because the driver is too old
                    what would work: torch 2.14.1 cu126 works on this machine
                  and 2 smaller groups, which --limit shows

                Another plan: 4 placements, 2 without room on disk
                  torch on 4 machines (c1, …): torch 2.14.1 cu126 -> torch 2.15.0 cu132
                    linux-x86_64, glibc 2.35, driver 535.183.01 (CUDA 12.2), NVIDIA GeForce GTX 1080 Ti (6.1), 2 x NVIDIA GeForce RTX 3090 (8.6)
                    takes 4.8 GiB of disk
                    no room for it on 2 machines (c2, c4)
                    free disk not known of 1 machine
                """);
        assertThat(controller.requests().getLast().body()).isEqualTo(Wire.write(new WhatIfRequest(ENVIRONMENT, null)));
    }

    @Test
    void thinksAChangedCatalogThrough() {
        controller.on(WHAT_IF, NOTHING);
        Path catalog = shipped();

        int status = lamp.run("what-if", "--catalog", catalog.toString(), "-o", "json");

        assertThat(status).isZero();
        assertThat(controller.requests().getLast().body())
                .isEqualTo(Wire.write(new WhatIfRequest(null, Catalog.shipped().texts())));
        assertThat(lamp.out()).contains("\"machines\" : 40");
    }

    @Test
    void wantsAChangeToThinkThrough() {
        assertThat(lamp.run("what-if")).isEqualTo(2);
        assertThat(lamp.err()).contains("-f", "--catalog");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void findsWhatIsWrongWithACatalogBeforeAnythingIsSent() throws IOException {
        Path catalog = shipped();
        Path drivers = catalog.resolve("drivers.yaml");
        Files.writeString(drivers, Files.readString(drivers).replaceFirst("format: 1", "format: 1\nsurces: {}"));
        Files.delete(catalog.resolve("cudnn.yaml"));

        for (List<String> command : List.of(
                List.of("catalog", "verify", catalog.toString()),
                List.of("catalog", "put", catalog.toString()),
                List.of("what-if", "--catalog", catalog.toString()))) {
            assertThat(lamp.run(command.toArray(String[]::new))).isEqualTo(2);
            assertThat(lamp.err()).contains("drivers.yaml", "did you mean \"sources\"?", "cudnn.yaml", "2 problems in");
        }
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void saysThatACatalogIsWhole() {
        assertThat(lamp.run("catalog", "verify", shipped().toString())).isZero();
        assertThat(lamp.out())
                .isEqualTo("a whole catalog: " + Catalog.shipped().version() + ", the one that lamp brings\n");
    }

    @Test
    void writesTheCatalogThatDecidesAndOverwritesNothing() throws IOException {
        controller.on(
                "GET /api/v1/catalog",
                new CatalogView(
                        VERSION,
                        CatalogView.Origin.REPLACED,
                        7L,
                        "operator",
                        null,
                        Catalog.shipped().version(),
                        "this release ships another catalog than the one that was replaced",
                        Catalog.shipped().texts()));
        Path directory = folder.resolve("catalog");

        assertThat(lamp.run("catalog", "get", directory.toString())).isZero();
        assertThat(lamp.out())
                .contains("Catalog:", VERSION, "replaced", "Notice:", "ships another catalog", "torch.yaml");
        assertThat(lamp.run("catalog", "verify", directory.toString())).isZero();

        Files.writeString(directory.resolve("torch.yaml"), "mine");
        assertThat(lamp.run("catalog", "get", directory.toString())).isEqualTo(2);
        assertThat(lamp.err()).contains("torch.yaml", "--force");
        assertThat(directory.resolve("torch.yaml")).hasContent("mine");
        assertThat(lamp.run("catalog", "get", directory.toString(), "--force")).isZero();
        assertThat(lamp.run("catalog", "verify", directory.toString())).isZero();
    }

    @Test
    void putsACatalogAndSaysWhatThatMeans() {
        controller.on(
                "PUT /api/v1/catalog?dryRun=true&limit=20",
                new CatalogChanged(CatalogChanged.Change.REPLACED, VERSION, null, WORSE));

        assertThat(lamp.run("catalog", "put", shipped().toString(), "--dry-run"))
                .isZero();
        assertThat(lamp.out())
                .contains(
                        "catalog replaced: " + VERSION + " (dry run)",
                        "No plan; what works there stays",
                        "the driver is too old");
        assertThat(controller.requests().getLast().body())
                .isEqualTo(Wire.write(Catalog.shipped().texts()));
    }

    @Test
    void returnsToTheShippedCatalog() {
        controller.on(
                "DELETE /api/v1/catalog?confirm=12&limit=20",
                new CatalogChanged(CatalogChanged.Change.RETURNED, VERSION, 9L, NOTHING));

        assertThat(lamp.run("catalog", "put", "--shipped", "--confirm", "12")).isZero();
        assertThat(lamp.out()).contains("catalog returned: " + VERSION + " (revision 9)");
        assertThat(lamp.run("catalog", "put")).isEqualTo(2);
        assertThat(lamp.run("catalog", "put", "--shipped", folder.toString())).isEqualTo(2);
    }

    @Test
    void showsWhichMachinesFallOff() {
        controller.on(
                "GET /api/v1/sunset?limit=20",
                new Sunset(
                        40,
                        VERSION,
                        List.of(new Outlook(
                                Standing.BEHIND,
                                PASCALS,
                                "torch 2.14.1 cu126",
                                "torch 2.15.0 cu132",
                                "no code for 6.1",
                                580,
                                "13.0",
                                List.of(),
                                null)),
                        3));

        assertThat(lamp.run("sunset")).isZero();
        assertThat(lamp.out()).isEqualTo("""
                40 machines

                The newest torch does not run any more
                  12 machines (b12-01, b12-02, …): torch 2.14.1 cu126
                    linux-x86_64, glibc 2.35, driver 535.183.01 (CUDA 12.2), NVIDIA GeForce GTX 1080 Ti (6.1), 2 x NVIDIA GeForce RTX 3090 (8.6)
                    not torch 2.15.0 cu132: no code for 6.1
                    last driver branch: 580, with CUDA 13.0

                and 3 smaller groups, which --limit shows
                """);
    }

    private Path shipped() {
        Path directory = folder.resolve("shipped");
        try {
            Files.createDirectories(directory);
            for (var file : Catalog.shipped().texts().entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    private static PlanningFacts.Gpu gpu(String model, String capability) {
        return new PlanningFacts.Gpu(model, ComputeCapability.parse(capability));
    }
}

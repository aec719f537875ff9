package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.cli.catalog.page.PageServer;
import io.lamplighter.planner.catalog.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that is newer than the catalog: from the page of an index to a plan. */
class CatalogRowsTest {
    private static final String LINUX = "torch-2.16.0-cp312-cp312-manylinux_2_28_x86_64.whl";
    private static final String WINDOWS = "torch-2.16.0-cp312-cp312-win_amd64.whl";
    private static final String ARM = "torch-2.16.0-cp312-cp312-manylinux_2_28_aarch64.whl";
    private static final String SILENT = "torch-2.16.0-cp313-cp313-win_amd64.whl";
    private static final String VISION = "torchvision-0.31.0-cp312-cp312-manylinux_2_28_x86_64.whl";
    private static final String METADATA = new String(
                    StubWheel.recording("wheel/torch-2.15.0.METADATA"), StandardCharsets.UTF_8)
            .replace("Version: 2.15.0", "Version: 2.16.0");

    @TempDir
    Path folder;

    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer();
        new LampRun(folder).write("catalog/.keep", "");
        for (var file : Catalog.shipped().texts().entrySet()) {
            Files.writeString(folder.resolve("catalog").resolve(file.getKey()), file.getValue());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void offersANewReleaseBehindWhatIsProvenAndSaysWhatIsNotKnown() throws IOException {
        serveIndex();

        String rows = run(
                1,
                "catalog",
                "probe",
                server.url() + "/simple",
                "--package",
                "torch",
                "--package",
                "torchvision",
                "--rows");
        Files.writeString(folder.resolve("rows.yaml"), rows);
        String added = run(0, "catalog", "add", "FOLDER/catalog", "FOLDER/rows.yaml");
        run(0, "catalog", "verify", "FOLDER/catalog");

        assertThat(added).startsWith("added torch 2.16.0, torchvision 0.31.0; a whole catalog: ");
        JsonNode any = plan("torch, torchvision");
        assertThat(any.at("/torch").textValue()).isEqualTo("2.15.0");
        List<String> kept = StreamSupport.stream(any.at("/candidates").spliterator(), false)
                .filter(candidate -> candidate.at("/kept").booleanValue())
                .map(candidate -> candidate.at("/torch").textValue())
                .toList();
        assertThat(kept).contains("2.16.0");
        assertThat(kept.indexOf("2.15.0")).isLessThan(kept.indexOf("2.16.0"));
        JsonNode asked = plan("torch==2.16.*, torchvision");
        assertThat(asked.at("/torch").textValue()).isEqualTo("2.16.0");
        assertThat(asked.at("/build").textValue()).isEqualTo("default");
        assertThat(asked.at("/cuda").textValue()).isEqualTo("13.2");
        assertThat(asked.at("/candidates/0/because").textValue())
                .contains("not known: which GPUs cu132 of torch 2.16 has code for");
        assertThat(asked.at("/notes").toString()).contains("torch 2.16.0 cu132 is chosen unproven");
    }

    @Test
    void readsMetadataAndNoWholeWheel() throws IOException {
        serveIndex();

        String rows =
                run(1, "catalog", "probe", server.url() + "/simple", "--package", "torch", "--rows", "-o", "json");

        JsonNode read = Wire.mapper().readTree(rows);
        assertThat(read.at("/torch/releases/0/index").toString())
                .contains("\"platform\":\"linux-x86_64\",\"build\":\"cu132\",\"tag\":\"manylinux_2_28\"")
                .contains("\"platform\":\"windows-x86_64\",\"build\":\"cpu\",\"tag\":\"win_amd64\"");
        assertThat(read.at("/torch/builds").toString()).contains("\"gpus\":[],\"cudnn\":\"9.26.0.51\"");
        assertThat(read.at("/noRow").toString())
                .contains("{\"file\":\"" + ARM + "\",\"why\":\"its metadata cannot be read: what lies beside the wheel"
                        + " has not the SHA-256 that the page promises\"}")
                .contains("{\"file\":\"" + SILENT + "\",\"why\":\"nothing in it says which build it is\"}");
        assertThat(server.asked()).doesNotContain("/files/" + LINUX);
        assertThat(server.sentBytes()).isPositive().isLessThan(1_200_000);
    }

    @Test
    void changesNothingWhereTheRowsAreThereAlready() throws IOException {
        serveIndex();
        Files.writeString(
                folder.resolve("rows.yaml"),
                run(1, "catalog", "probe", server.url() + "/simple", "--package", "torch", "--rows"));
        run(0, "catalog", "add", "FOLDER/catalog", "FOLDER/rows.yaml");
        String once = Files.readString(folder.resolve("catalog/torch.yaml"));

        int status = new LampRun(folder).run("catalog", "add", "FOLDER/catalog", "FOLDER/rows.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(folder.resolve("catalog/torch.yaml")).hasContent(once);
        assertThat(run(
                        1,
                        "catalog",
                        "probe",
                        server.url() + "/simple",
                        "--package",
                        "torch",
                        "--catalog",
                        "FOLDER/catalog",
                        "--rows"))
                .contains("releases: []");
    }

    private void serveIndex() throws IOException {
        String vision = "Name: torchvision\nVersion: 0.31.0\nRequires-Dist: torch (==2.16.0)\n";
        server.html(
                        "/simple/torch/",
                        link(LINUX, METADATA) + link(WINDOWS, null) + link(ARM, "another") + link(SILENT, null))
                .html("/simple/torchvision/", link(VISION, vision))
                .html("/files/" + LINUX + ".metadata", METADATA)
                .html("/files/" + ARM + ".metadata", METADATA)
                .html("/files/" + VISION + ".metadata", vision)
                .file("/files/" + WINDOWS, wheel("__version__ = '2.16.0+cpu'\ncuda: Optional[str] = None\n"))
                .file("/files/" + SILENT, wheel("__version__ = '2.16.0'\n"));
    }

    private static String link(String file, @Nullable String metadata) {
        return "<a href=\"/files/" + file + "\""
                + (metadata == null
                        ? ""
                        : " data-core-metadata=\"sha256=" + Sha256.of(metadata).hex() + "\"")
                + ">" + file + "</a>\n";
    }

    /** One MiB of what does not pack, before what is looked for. */
    private byte[] wheel(String module) throws IOException {
        byte[] code = new byte[1 << 20];
        new Random(7).nextBytes(code);
        return Files.readAllBytes(new StubWheel()
                .with("torch/lib/torch.dll", code)
                .with("torch/version.py", module)
                .with("torch-2.16.0.dist-info/METADATA", METADATA)
                .write(folder.resolve("stub.whl")));
    }

    private JsonNode plan(String packages) throws IOException {
        new LampRun(folder).write("environment.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: torch}
                spec:
                  python: "3.12"
                  installer: pip
                  sources: [pypi]
                  stages:
                  - {name: framework, packages: [PACKAGES]}
                """.replace("PACKAGES", packages));
        return Wire.mapper()
                .readTree(run(
                        0,
                        "plan",
                        "-f",
                        "FOLDER/environment.yaml",
                        "--catalog",
                        "FOLDER/catalog",
                        "--platform",
                        "linux-x86_64",
                        "--glibc",
                        "2.35",
                        "--driver",
                        "610.43.02",
                        "--gpu",
                        "8.6",
                        "--python",
                        "3.12",
                        "-o",
                        "json"));
    }

    private String run(int expected, String... arguments) {
        LampRun lamp = new LampRun(folder);
        int status = lamp.run(arguments);
        assertThat(lamp.err()).isEmpty();
        assertThat(status).isEqualTo(expected);
        return lamp.out();
    }
}

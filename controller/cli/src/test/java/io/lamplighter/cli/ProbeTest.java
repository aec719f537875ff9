package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.cli.catalog.page.PageServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
    @TempDir
    Path folder;

    private PageServer server;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer();
        lamp = new LampRun(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsDifferencesToPeople() {
        server.index(
                "/simple/thing/", "thing-1.0+cpu-cp311-cp311-linux_x86_64.whl", "thing-1.0-cp312-cp312-win_amd64.whl");

        int status = lamp.run("catalog", "probe", server.url() + "/simple", "--package", "Thing");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err()).isEmpty();
        assertThat(lamp.out().replace(server.url(), "URL")).isEqualTo("""
                URL/simple is an index, read as type pypi

                thing: 1 release, the newest 1.0
                  the catalog knows no thing at a source of type pypi
                  carries, and the catalog does not know:
                    RELEASE  BUILDS  PLATFORM        PYTHONS
                    1.0      cpu     linux-x86_64    3.11
                    1.0      -       windows-x86_64  3.12

                2 of 2 files come without a SHA-256
                0 of 2 files let their metadata be read alone

                source and catalog differ
                """);
    }

    @Test
    void listsAllThatIsCarriedWhenAsked() {
        server.json("/simple/torch/", PageServer.recording("index/torch.json"));

        int status = lamp.run("catalog", "probe", server.url() + "/simple", "--package", "torch", "--all");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.out()).contains("""
                  carries:
                    RELEASE  BUILDS  PLATFORM        PYTHONS
                    2.15.0   -       linux-aarch64   3.11 3.12
                """);
        assertThat(lamp.out()).contains("  lacks, and the catalog says such a source has it:\n");
    }

    @Test
    void cutsLongListsUnlessAllIsAsked() {
        server.index("/simple/torch/", "torch-2.9.1-cp311-cp311-linux_x86_64.whl");

        lamp.run("catalog", "probe", server.url() + "/simple", "--package", "torch");

        assertThat(lamp.out()).containsPattern("    and \\d+ rows more, which --all shows\n");
        assertThat(lamp.out().lines().filter(line -> line.contains("linux-x86_64")))
                .hasSizeLessThan(13);
    }

    @Test
    void writesJsonForPrograms() throws IOException {
        server.index("/whl/torch/", "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl")
                .index("/whl/cu126/torch/", "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl");

        int status = lamp.run("catalog", "probe", server.url() + "/whl", "--package", "torch", "-o", "json");

        assertThat(status).isEqualTo(1);
        JsonNode report = Wire.mapper().readTree(lamp.out());
        assertThat(report.path("type").asText()).isEqualTo("pytorch");
        assertThat(report.path("agrees").asBoolean()).isFalse();
        JsonNode torch = report.path("packages").path(0);
        assertThat(torch.path("carried").toString())
                .isEqualTo("[{\"release\":\"2.9.1\",\"builds\":[\"cu126\"],\"platform\":\"linux-x86_64\","
                        + "\"pythons\":[\"3.11\"]}]");
        assertThat(torch.path("unknown")).isEmpty();
        assertThat(torch.path("lacking")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mirror.example              | torch   | 2 | "mirror.example" is no address of a source; name it like https://mirror.example/simple or file:///srv/mirror
            file:///                    | ../evil | 2 | "../evil" is no package's name; name one like torchvision
            file:///no-such-folder      | torch   | 5 | file:///no-such-folder has no file of torch; check the address, and say by --type what it is
            """)
    void saysWhatIsWrong(String source, String name, int expected, String sentence) {
        int status = lamp.run("catalog", "probe", source, "--package", name);

        assertThat(status).isEqualTo(expected);
        assertThat(lamp.err()).isEqualTo("lamp: " + sentence + "\n");
        assertThat(lamp.out()).isEmpty();
    }

    @Test
    void endsWithACodeOfItsOwnWhenTheSourceIsInTrouble() {
        server.status("/simple/torch/", 503);

        int status = lamp.run("catalog", "probe", server.url() + "/simple");

        assertThat(status).isEqualTo(5);
        assertThat(lamp.err())
                .isEqualTo("lamp: " + server.url() + "/simple/torch/ cannot be read: HTTP status 503;"
                        + " check the address, and try again later\n");
    }

    @Test
    void refusesATypeThatThereIsNot() {
        int status = lamp.run("catalog", "probe", server.url(), "--type", "apt");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains("--type").contains("[PYPI, PYTORCH, CONDA]");
    }
}

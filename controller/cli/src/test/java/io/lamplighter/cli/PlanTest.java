package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    @TempDir
    Path folder;

    private LampRun lamp;

    @BeforeEach
    void write() {
        lamp = new LampRun(folder);
        lamp.write("torch.yaml", Samples.ENVIRONMENT.replace("[torch, torchvision]", "[\"torch==2.10.*\"]"));
    }

    @Test
    void plansForThisMachine() {
        lamp.withAgent(Samples.FACTS);

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml");

        assertThat(status).isZero();
        assertThat(lamp.out())
                .startsWith("torch on ws-01: torch 2.10.0 cpu (plan ")
                .containsPattern("\n  framework: +torch==2.10.*\n")
                .containsPattern("\n  chosen +torch 2.10.0 cpu +pytorch ")
                .endsWith("That the machine can reach pytorch, pypi is assumed: nobody looked.\n");
    }

    @Test
    void gathersWhatOneFactExcludes() {
        lamp.withAgent(Samples.FACTS);

        lamp.run("plan", "-f", "FOLDER/torch.yaml");
        String abridged = lamp.out();
        lamp.run("plan", "-f", "FOLDER/torch.yaml", "--all");
        String whole = lamp.out().substring(abridged.length());

        assertThat(abridged).containsPattern("excluded +torch 2.10.0 cu\\d+ and \\d+ more +pytorch +compute ");
        assertThat(whole).doesNotContain(" more ").containsPattern("excluded +torch 2.10.0 cu126 +pytorch +compute ");
    }

    @Test
    void endsWithThreeWhenNoBuildWouldWork() {
        lamp.withAgent(Samples.FACTS.replace(
                "{\"state\": \"absent\"}",
                "{\"state\": \"unknown\", \"check\": \"driver.version_mismatch\", \"reason\": \"two versions\"}"));

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml");

        assertThat(status).isEqualTo(3);
        assertThat(lamp.out())
                .startsWith("torch on ws-01: rejected\n  because ")
                .contains("driver.version_mismatch")
                .contains("\n  what would work: ");
    }

    @Test
    void plansAToolkit() throws Exception {
        lamp.write("facts.json", Samples.FACTS);
        lamp.write("cuda.yaml", Samples.TOOLKIT);
        String[] asked = {"plan", "-f", "FOLDER/cuda.yaml", "--facts", "FOLDER/facts.json"};

        int status = lamp.run(asked);
        String screen = lamp.out();
        lamp.run(Stream.concat(Stream.of(asked), Stream.of("-o", "json")).toArray(String[]::new));
        JsonNode json = Wire.mapper().readTree(lamp.out().substring(screen.length()));

        assertThat(status).isZero();
        assertThat(screen)
                .startsWith("cuda-12-6 on ws-01: CUDA 12.6.3 with cuDNN 9.5.1 (plan ")
                .containsPattern("\n  CUDA 12.6.3: +https://mirror.example/cuda.tar.gz\n")
                .containsPattern("\n  cuDNN 9.5.1: +https://mirror.example/cudnn.tar.xz\n")
                .contains("this machine has no NVIDIA GPU: it compiles here, and nothing runs it");
        assertThat(json.at("/toolkit").textValue()).isEqualTo("cuda-12-6");
        assertThat(json.at("/resolution").textValue()).isEqualTo("resolved");
    }

    @Test
    void rejectsAToolkitWithWhatWouldWork() {
        lamp.write("cuda.yaml", Samples.TOOLKIT);

        int status = lamp.run(
                "plan",
                "-f",
                "FOLDER/cuda.yaml",
                "--platform",
                "linux-x86_64",
                "--driver",
                "470.82.01",
                "--gpu",
                "8.6");

        assertThat(status).isEqualTo(3);
        assertThat(lamp.out())
                .startsWith("cuda-12-6 on the machine told: rejected\n  because driver 470.82.01")
                .contains("\n  what would work: cuDNN 9.10.2 with CUDA 11.8; or driver 525.60.13 or newer");
    }

    @Test
    void writesJsonForPrograms() throws Exception {
        lamp.write("facts.json", Samples.FACTS);

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml", "--facts", "FOLDER/facts.json", "-o", "json");

        JsonNode planned = Wire.mapper().readTree(lamp.out());
        assertThat(status).isZero();
        assertThat(planned.at("/environment").textValue()).isEqualTo("torch");
        assertThat(planned.at("/resolution").textValue()).isEqualTo("resolved");
        assertThat(planned.at("/candidates/0/verdict").textValue()).isEqualTo("chosen");
    }

    @Test
    void plansForAMachineAsTheControllerTellsOfIt() {
        lamp.write("machine.json", Wire.write(Samples.machine("ws-77")));

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml", "--facts", "FOLDER/machine.json");

        assertThat(status).isZero();
        assertThat(lamp.out()).startsWith("torch on ws-77: ");
    }

    @Test
    void takesASiteSourceWhereTheMachinesLabelsSelectIt() {
        lamp.write("facts.json", Samples.FACTS);
        lamp.write("mirror.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: pytorch-north}
                spec:
                  type: pytorch
                  url: https://mirror.example/pytorch
                  replaces: pytorch
                  selector: {site: north}
                  builds: [cu126]
                """);
        String[] asked = {
            "plan",
            "-f",
            "FOLDER/torch.yaml",
            "-f",
            "FOLDER/mirror.yaml",
            "--facts",
            "FOLDER/facts.json",
            "--label",
            "site=south"
        };

        lamp.run(asked);
        String south = lamp.out();
        asked[asked.length - 1] = "site=north";
        lamp.run(asked);
        String north = lamp.out().substring(south.length());

        assertThat(south).startsWith("torch on ws-01: torch 2.10.0 cpu ");
        assertThat(north).startsWith("torch on ws-01: torch 2.10.0 cu");
    }

    @Test
    void namesASourceThatNobodyWrote() {
        lamp.write("facts.json", Samples.FACTS);
        lamp.write("torch.yaml", Samples.ENVIRONMENT + "  sources: [pytorhc, pypi]\n");

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml", "--facts", "FOLDER/facts.json");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualTo("lamp: there is no source \"pytorhc\" in the files given, and none is built in;"
                        + " did you mean pytorch?\n");
    }

    @Test
    void refusesFactsThatAreNone() {
        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml", "--facts", "FOLDER/torch.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("lamp: FOLDER/torch.yaml holds no facts: ");
    }

    @Test
    void wantsAnEnvironment() {
        lamp.write("group.yaml", Samples.GROUP);

        int status = lamp.run("plan", "-f", "FOLDER/group.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("lamp: there is no environment and no toolkit in FOLDER/group.yaml; ");
    }

    @Test
    void namesEveryProblemOfAManifest() {
        lamp.write("torch.yaml", Samples.ENVIRONMENT.replace("[torch, torchvision]", "[\"-r other.txt\"]"));

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("FOLDER/torch.yaml:7:").contains("/spec/stages/0/packages/0");
    }
}

package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.nio.file.Path;
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
        assertThat(lamp.err()).startsWith("lamp: there is no environment in FOLDER/group.yaml; ");
    }

    @Test
    void namesEveryProblemOfAManifest() {
        lamp.write("torch.yaml", Samples.ENVIRONMENT.replace("[torch, torchvision]", "[\"-r other.txt\"]"));

        int status = lamp.run("plan", "-f", "FOLDER/torch.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("FOLDER/torch.yaml:7:").contains("/spec/stages/0/packages/0");
    }
}

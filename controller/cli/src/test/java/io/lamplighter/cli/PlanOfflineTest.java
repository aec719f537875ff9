package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of {@code lamp plan} with scripts: a machine told by flags, an answer in one form. */
class PlanOfflineTest {
    private static final String TORCH = """
            apiVersion: lamplighter.io/v1
            kind: Environment
            metadata: {name: torch}
            spec:
              python: "3.11"
              installer: INSTALLER
              stages:
              - {name: framework, packages: [PACKAGES]}
            """;

    @TempDir
    Path folder;

    private LampRun lamp;

    @BeforeEach
    void begin() {
        lamp = new LampRun(folder);
    }

    @Test
    void answersEveryFieldForAMachineToldByFlags() throws Exception {
        write("pip", "torch, torchvision, \"numpy<3\"");

        int status = plan("--platform linux-x86_64 --glibc 2.35 --driver 580.95.05 --gpu 6.1 --python 3.11");

        JsonNode answer = answer();
        assertThat(status).isZero();
        assertThat(answer.fieldNames())
                .toIterable()
                .contains(
                        "resolution",
                        "installer",
                        "torch",
                        "build",
                        "cuda",
                        "requirements",
                        "indexes",
                        "channels",
                        "reasons",
                        "candidates");
        assertThat(answer.at("/resolution").textValue()).isEqualTo("resolved");
        assertThat(answer.at("/torch").textValue()).isEqualTo("2.14.1");
        assertThat(answer.at("/build").textValue()).isEqualTo("cu126");
        assertThat(answer.at("/cuda").textValue()).isEqualTo("12.6");
        assertThat(texts(answer.at("/requirements")))
                .startsWith("torch==2.14.1+cu126")
                .contains("numpy<3");
        assertThat(texts(answer.at("/indexes")))
                .containsExactly("https://download.pytorch.org/whl/cu126", "https://pypi.org/simple");
        assertThat(answer.at("/channels")).isEmpty();
        assertThat(answer.at("/candidates/0/kept").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            torch==2.15.*        | linux-x86_64 --driver 580.65.06 --gpu 8.6       | 2.15.0 | default | 13.2
            torch==2.10.*        | linux-x86_64 --driver 535.183.01 --gpu 8.6      | 2.10.0 | cu128   | 12.8
            torch==2.10.*        | linux-x86_64 --driver none                      | 2.10.0 | cpu     | -
            torch==2.14.*        | windows-x86_64 --driver 551.61 --gpu 6.1        | 2.14.1 | cu126   | 12.6
            torch                | windows-x86_64 --driver none                    | 2.15.0 | default | -
            torch==2.14.*        | linux-aarch64 --driver 580.95.05 --gpu 9.0      | 2.14.1 | cu130   | 13.0
            torch==2.7.*         | linux-x86_64 --driver 470.82.01 --gpu 7.5       | 2.7.1  | cu118   | 11.8
            """)
    void namesReleaseBuildAndCuda(String asked, String machine, String torch, String build, @Nullable String cuda)
            throws Exception {
        write("pip", "\"" + asked + "\"");

        int status = plan("--platform " + machine);

        JsonNode answer = answer();
        assertThat(status).isZero();
        assertThat(answer.at("/torch").textValue()).isEqualTo(torch);
        assertThat(answer.at("/build").textValue()).isEqualTo(build);
        assertThat(answer.at("/cuda").textValue()).isEqualTo(cuda);
    }

    @Test
    void answersInMatchSpecsForConda() throws Exception {
        write("conda", "\"torch==2.14.*\"");

        int status = plan("--platform linux-x86_64 --driver 535.183.01 --gpu 8.6");

        JsonNode answer = answer();
        assertThat(status).isZero();
        assertThat(answer.at("/installer").textValue()).isEqualTo("conda");
        assertThat(answer.at("/build").textValue()).isEqualTo("cuda");
        assertThat(texts(answer.at("/requirements"))).startsWith("pytorch=2.14.*=cuda*", "cuda-version=12");
        assertThat(texts(answer.at("/channels"))).containsExactly("conda-forge");
        assertThat(answer.at("/indexes")).isEmpty();
    }

    @Test
    void endsWithThreeAndReasonsWithIdsWhenNothingWorks() throws Exception {
        write("pip", "\"torch==2.15.*\"");

        int status = plan("--platform linux-x86_64 --driver 470.82.01 --gpu 7.5");

        JsonNode answer = answer();
        assertThat(status).isEqualTo(3);
        assertThat(answer.at("/resolution").textValue()).isEqualTo("rejected");
        assertThat(answer.at("/torch").isNull()).isTrue();
        assertThat(answer.at("/reasons/0/id").textValue()).isEqualTo("driver");
        assertThat(answer.at("/reasons/0/fact").textValue()).contains("470.82.01");
        assertThat(answer.at("/nearest").textValue()).contains("driver 580.65.06");
    }

    @Test
    void takesOnlyTheSourcesGiven() throws Exception {
        write("pip", "\"torch==2.10.*\"");
        String machine = "--platform linux-x86_64 --driver 580.95.05 --gpu 8.6";

        plan(machine + " --source pytorch=https://mirror.example/whl,builds=cpu+cu126");
        JsonNode mirror = answer();
        lamp = new LampRun(folder);
        plan(machine + " --source pypi=https://mirror.example/simple");
        JsonNode index = answer();

        assertThat(mirror.at("/build").textValue()).isEqualTo("cu126");
        assertThat(texts(mirror.at("/indexes"))).containsExactly("https://mirror.example/whl/cu126");
        assertThat(index.at("/build").textValue()).isEqualTo("default");
        assertThat(texts(index.at("/indexes"))).containsExactly("https://mirror.example/simple");
    }

    @Test
    void saysThatNoGlibcWasTold() throws Exception {
        write("pip", "torch");

        plan("--platform linux-x86_64 --driver none");

        assertThat(texts(answer().at("/notes"))).anyMatch(note -> note.contains("glibc"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --platform linux-x86_64 --driver 580.95.05             | there is a driver and no --gpu
            --platform linux-x8664 --driver none                   | did you mean linux-x86_64?
            --driver none                                          | --platform is missing
            --platform linux-x86_64                                | --driver is missing
            --platform linux-x86_64 --driver new --gpu 8.6         | --driver takes a version; found "new"
            --platform linux-x86_64 --driver 580.1 --gpu sm_86     | did you mean 8.6?
            --platform linux-x86_64 --driver none --python snake   | a Python is like 3.11
            --platform linux-x86_64 --driver none --source mirror  | write NAME=URL
            --platform linux-x86_64 --driver none --source a=https://b.example,bulids=cpu | did you mean builds?
            """)
    void refusesWhatTellsNoMachine(String flags, String message) {
        write("pip", "torch");

        int status = plan(flags);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains(message);
    }

    @Test
    void refusesTwoMachinesAtOnce() {
        write("pip", "torch");

        int status = plan("--facts FOLDER/facts.json --platform linux-x86_64 --driver none");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains("tell two machines");
    }

    private void write(String installer, String packages) {
        lamp.write("torch.yaml", TORCH.replace("INSTALLER", installer).replace("PACKAGES", packages));
    }

    private int plan(String flags) {
        return lamp.run(
                Stream.concat(Stream.of("plan", "-f", "FOLDER/torch.yaml", "-o", "json"), Stream.of(flags.split(" ")))
                        .toArray(String[]::new));
    }

    private JsonNode answer() throws JsonProcessingException {
        return Wire.mapper().readTree(lamp.out());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}

package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadWheelTest {
    private static final String NAME = "torch-2.15.0-cp312-cp312-manylinux_2_28_x86_64.whl";

    @TempDir
    Path folder;

    private LampRun lamp;

    @BeforeEach
    void start() {
        lamp = new LampRun(folder);
    }

    @Test
    void printsARowForTheCatalog() throws Exception {
        torch().write(folder.resolve(NAME));
        program("cuobjdump", """
                case $1 in
                --list-elf) echo "ELF file    1: library.1.sm_75.cubin"; echo "ELF file    2: library.2.sm_120.cubin";;
                esac
                """);
        lamp.withVariable("PATH", folder.toString());

        int status = lamp.run("catalog", "read-wheel", "FOLDER/" + NAME);

        assertThat(status).isZero();
        assertThat(lamp.err()).isEmpty();
        assertThat(lamp.out()
                        .replaceFirst("sha256: [0-9a-f]{64}", "sha256: SHA")
                        .replaceFirst("wheelBytes: \\d+", "wheelBytes: N"))
                .isEqualTo("""
                        file: torch-2.15.0-cp312-cp312-manylinux_2_28_x86_64.whl
                        name: torch
                        version: 2.15.0
                        build: cu132
                        cuda: '13.2'
                        platforms:
                        - linux-x86_64
                        tags:
                        - manylinux_2_28_x86_64
                        pythons:
                        - '3.12'
                        requiresPython: '>=3.11'
                        glibc:
                          floor: '2.34'
                          tag: '2.28'
                          code: '2.34'
                          neededBy: torch/lib/libtorch_cpu.so
                        libstdcxx: 3.4.21
                        cudnn:
                          version: 9.26.0.51
                          place: 'Requires-Dist: nvidia-cudnn-cu13'
                        gpus:
                        - '7.5'
                        - '12.0'
                        codeObjects:
                          sm_75: 1
                          sm_120: 1
                        codeOf: torch/lib/libtorch_cuda.so
                        requires:
                          cuda-bindings: <14,>=13.0.3
                          cuda-toolkit: ==13.2.2
                          nvidia-cudnn-cu13: ==9.26.0.51
                          nvidia-cusparselt-cu13: ==0.8.1
                          nvidia-nccl-cu13: ==2.30.7
                          nvidia-nvshmem-cu13: ==3.7.2
                          triton: ~=3.9.0
                        wheelBytes: N
                        installedBytes: 13840
                        sha256: SHA
                        source: measured
                        notes:
                        - its tag promises glibc 2.28, its code needs 2.34
                        """);
    }

    @Test
    void leavesNothingBehindOfWhatItUnpackedForTheProgram() throws Exception {
        torch().write(folder.resolve(NAME));
        Path program = program("lister", "echo $2 > " + folder.resolve("seen") + "; [ -s $2 ] || exit 9\n");

        int status = lamp.run("catalog", "read-wheel", "--cuobjdump", program.toString(), "FOLDER/" + NAME);

        assertThat(status).isZero();
        Path seen = Path.of(Files.readString(folder.resolve("seen")).strip());
        assertThat(seen).isAbsolute().doesNotExist();
        assertThat(seen.getParent()).doesNotExist();
    }

    @Test
    void saysThatNobodyCouldListDeviceCode() throws Exception {
        torch().write(folder.resolve(NAME));

        JsonNode row = read(NAME);

        assertThat(row.has("gpus")).isFalse();
        assertThat(row.path("codeOf").asText()).isEqualTo("torch/lib/libtorch_cuda.so");
        assertThat(row.path("notes").toString())
                .contains("its code for GPUs is not known: there is no cuobjdump on PATH;"
                        + " name one by --cuobjdump; it comes with the CUDA toolkit");
    }

    @Test
    void findsTheCudnnThatIsLinkedIntoOldWheels() throws Exception {
        String name = "torch-1.8.1-cp39-cp39-manylinux1_x86_64.whl";
        new StubWheel()
                .withRecording("torch-1.8.1.dist-info/METADATA", "wheel/torch-1.8.1.METADATA")
                .withRecording("torch/version.py", "wheel/torch-1.8.1.version.py")
                .with("torch/lib/libmark.so", "\u007fELF cudnn_version_7_6_5_32_c27521968_m0_e0")
                .withRecording("torch/lib/libtorch_cuda.so", "elf/marked.so")
                .write(folder.resolve(name));

        JsonNode row = read(name);

        assertThat(row.path("build").asText()).isEqualTo("cu102");
        assertThat(row.path("cudnn").path("version").asText()).isEqualTo("7.6.5.32");
        assertThat(row.path("cudnn").path("place").asText()).isEqualTo("a mark in torch/lib/libtorch_cuda.so");
        assertThat(row.path("notes").toString())
                .contains("not read, so the floors may be higher: torch/lib/libmark.so: it breaks off");
    }

    @Test
    void readsACompanionWithWhatItAsksOfTorch() throws Exception {
        String name = "torchvision-0.29.2-py3-none-manylinux_2_28_x86_64.whl";
        new StubWheel()
                .withRecording("torchvision-0.29.2.dist-info/METADATA", "wheel/torchvision-0.29.2.METADATA")
                .withRecording("torchvision/version.py", "wheel/torchvision-0.29.2.version.py")
                .withRecording("torchvision/_C_stable.so", "elf/device.so")
                .withRecording("torchvision.libs/libnvjpeg.4a0b5c81.so.13", "elf/device.so")
                .write(folder.resolve(name));

        JsonNode row = read(name);

        assertThat(row.path("torch").asText()).isEqualTo(">=2.14.0");
        assertThat(row.path("build").asText()).isEqualTo("cu132");
        assertThat(row.path("pythons").toString()).isEqualTo("[\"3.0+\"]");
        assertThat(row.path("codeOf").asText()).isEqualTo("torchvision/_C_stable.so");
        assertThat(row.path("glibc").path("floor").asText()).isEqualTo("2.28");
        assertThat(row.path("glibc").path("code").asText()).isEqualTo("2.14");
        assertThat(row.has("cudnn")).isFalse();
    }

    @Test
    void doesNotCountWhatIsNeededOnlyWeakly() throws Exception {
        byte[] object = StubWheel.recording("elf/threads.so");
        // the entry begins with the hash of GLIBC_2.34; its flags follow
        int newest = new String(object, StandardCharsets.ISO_8859_1).indexOf("\u00b4\u0091\u0096\u0006");
        object[newest + 4] = 2;
        String name = "thing-1.0-cp312-cp312-linux_x86_64.whl";
        new StubWheel()
                .with("thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.0\n")
                .with("thing.so", object)
                .write(folder.resolve(name));

        JsonNode row = read(name);

        assertThat(row.path("glibc").toString())
                .isEqualTo("{\"floor\":\"2.14\",\"code\":\"2.14\",\"neededBy\":\"thing.so\"}");
    }

    @Test
    void readsNeedsThatAreNoNumbers() throws Exception {
        String name = "thing-1.0-cp312-cp312-manylinux_2_28_x86_64.whl";
        new StubWheel()
                .with("thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.0\n")
                .withRecording("thing.so", "elf/unusual.so")
                .write(folder.resolve(name));

        JsonNode row = read(name);

        assertThat(row.path("glibc").path("floor").asText()).isEqualTo("2.36");
        assertThat(row.path("notes").toString())
                .isEqualTo("[\"thing.so needs GLIBC_PRIVATE, which names no release of glibc\","
                        + "\"its tag promises glibc 2.28, its code needs 2.36\"]");
    }

    @Test
    void doesNotExpectCodeInAPurePythonWheel() throws Exception {
        String name = "thing-1.0-py3-none-any.whl";
        new StubWheel()
                .with("thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.1\n")
                .write(folder.resolve(name));

        JsonNode row = read(name);

        assertThat(row.has("glibc")).isFalse();
        assertThat(row.has("build")).isFalse();
        assertThat(row.path("notes").toString()).isEqualTo("[\"its METADATA says version 1.1, its file 1.0\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing-1.0-py3-none-any.whl | ''              | is no file; name a wheel, a file that ends in .whl
            torch.whl                    | not an archive  | is no wheel: its name is not that of a wheel (PEP 427); name a file that an index serves
            torch-1.0-py3-none-any.whl   | not an archive  | cannot be read: zip END header not found; fetch it again
            """)
    void saysWhatIsWrongWithAFile(String name, String content, String sentence) throws Exception {
        if (!content.isEmpty()) {
            Files.writeString(folder.resolve(name), content);
        }

        int status = lamp.run("catalog", "read-wheel", "FOLDER/" + name);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualTo("lamp: FOLDER/" + name + " " + sentence + "\n");
        assertThat(lamp.out()).isEmpty();
    }

    @Test
    void refusesAWheelWithoutMetadata() {
        String name = "thing-1.0-py3-none-any.whl";
        new StubWheel().with("other/deep.dist-info/METADATA", "Name: other").write(folder.resolve(name));

        int status = lamp.run("catalog", "read-wheel", "FOLDER/" + name);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains("is no wheel: it has no METADATA");
    }

    @Test
    void refusesAProgramThatIsNone() {
        torch().write(folder.resolve(NAME));

        int status = lamp.run("catalog", "read-wheel", "--cuobjdump", "FOLDER/nothing", "FOLDER/" + NAME);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualTo("lamp: FOLDER/nothing is no program; name a cuobjdump by --cuobjdump\n");
    }

    private static StubWheel torch() {
        return new StubWheel()
                .withRecording("torch-2.15.0.dist-info/METADATA", "wheel/torch-2.15.0.METADATA")
                .withRecording("torch/version.py", "wheel/torch-2.15.0.version.py")
                .withRecording("torch/lib/libtorch_cpu.so", "elf/threads.so")
                .withRecording("torch/lib/libtorch_cuda.so", "elf/device.so");
    }

    private JsonNode read(String name) throws IOException {
        int status = lamp.run("catalog", "read-wheel", "-o", "json", "FOLDER/" + name);
        assertThat(status).as(lamp.err()).isZero();
        return Wire.mapper().readTree(lamp.out());
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}

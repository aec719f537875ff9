package io.lamplighter.cli.catalog.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.cli.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCodeTest {
    @TempDir
    Path folder;

    @Test
    void countsTheObjectsOfARealListing() {
        DeviceCode.Listed code = new DeviceCode.Listed(
                Cuobjdump.parse(Recording.text("cuobjdump/torchvision-0.29.2.elf.txt")),
                Cuobjdump.parse(Recording.text("cuobjdump/torchvision-0.29.2.ptx.txt")));

        assertThat(code.binary()).hasToString("{sm_75=7, sm_80=7, sm_86=7, sm_90=7, sm_100=7, sm_120=7}");
        assertThat(code.gpus()).hasToString("[7.5, 8.0, 8.6, 9.0, 10.0, 12.0]");
        assertThat(code.ptx()).hasToString("{sm_120=7}");
        assertThat(code.ptxGpus()).hasToString("[12.0]");
    }

    /** The counts are those of libtorch_cuda.so in torch 2.15.0, 2.14.1 and 2.6.0. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sm_100=476 sm_100a=59 sm_103=59 sm_120=476 sm_120a=1 sm_121a=1 sm_75=476 sm_80=476 sm_86=476 sm_89=1 sm_90=476 sm_90a=4 | [7.5, 8.0, 8.6, 9.0, 10.0, 12.0]
            sm_100=475 sm_100a=59 sm_103=59 sm_120=475 sm_75=475 sm_80=475 sm_86=475 sm_89=1 sm_90=475 sm_90a=4 | [7.5, 8.0, 8.6, 9.0, 10.0, 12.0]
            sm_50=341 sm_60=341 sm_70=341 sm_75=341 sm_80=341 sm_86=341 sm_90=341 sm_90a=2 | [5.0, 6.0, 7.0, 7.5, 8.0, 8.6, 9.0]
            sm_90a=30 sm_80=30     | [8.0]
            sm_90a=30              | []
            """)
    void doesNotTakeAFewKernelsForSupport(String counts, String gpus) {
        SortedMap<String, Integer> binary = new TreeMap<>();
        Stream.of(counts.split(" "))
                .map(count -> count.split("="))
                .forEach(count -> binary.put(count[0], Integer.valueOf(count[1])));

        DeviceCode.Listed code = new DeviceCode.Listed(binary, new TreeMap<>());

        assertThat(code.gpus()).hasToString(gpus);
    }

    @Test
    void asksTheProgramForBothKinds() throws Exception {
        Cuobjdump cuobjdump = cuobjdump("""
                case $1 in
                --list-elf) echo "ELF file    1: $(basename $2).1.sm_86.cubin";;
                --list-ptx) echo "cuobjdump info    : No PTX file found to extract from '$2'." >&2;;
                esac
                """);

        DeviceCode code = cuobjdump.list(folder.resolve("libtorch_cuda.so"));

        assertThat(code).isInstanceOfSatisfying(DeviceCode.Listed.class, listed -> {
            assertThat(listed.binary()).hasToString("{sm_86=1}");
            assertThat(listed.ptx()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"refused", "none"})
    void repeatsWhyTheProgramRefuses(String recording) throws Exception {
        String said = Recording.text("cuobjdump/" + recording + ".err.txt");
        Files.writeString(folder.resolve("said"), said);
        Cuobjdump cuobjdump = cuobjdump("cat " + folder.resolve("said") + " >&2; exit 255");

        DeviceCode code = cuobjdump.list(folder.resolve("libtorch_cuda.so"));

        assertThat(code).isEqualTo(new DeviceCode.NotListed(said.strip()));
    }

    @Test
    void doesNotTrustAListingThatEndedInTrouble() throws Exception {
        Cuobjdump cuobjdump = cuobjdump("""
                echo "ELF file    1: libtorch_cuda.1.sm_50.cubin"
                echo "cuobjdump fatal   : Invalid ELF in '$2'" >&2
                exit 255
                """);

        DeviceCode code = cuobjdump.list(folder.resolve("libtorch_cuda.so"));

        assertThat(code).isEqualTo(new DeviceCode.NotListed("cuobjdump fatal   : Invalid ELF in 'libtorch_cuda.so'"));
    }

    private Cuobjdump cuobjdump(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("cuobjdump"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Cuobjdump(new Program(file));
    }
}

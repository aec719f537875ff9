package io.lamplighter.cli.catalog.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WheelNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch-2.15.0-cp312-cp312-manylinux_2_28_x86_64.whl                | torch       | 2.15.0       | [3.12]  | [linux-x86_64]
            torch-2.6.0+cu126-cp313-cp313t-linux_x86_64.whl                   | torch       | 2.6.0+cu126  | [3.13t] | [linux-x86_64]
            torch-1.8.1-cp39-cp39-manylinux2014_aarch64.whl                   | torch       | 1.8.1        | [3.9]   | [linux-aarch64]
            torch-2.0.1+cpu-cp311-cp311-win_amd64.whl                         | torch       | 2.0.1+cpu    | [3.11]  | [windows-x86_64]
            torch-2.10.0-cp312-none-macosx_11_0_arm64.whl                     | torch       | 2.10.0       | [3.12]  | []
            torch-1.0.0-cp27-cp27mu-manylinux1_x86_64.whl                     | torch       | 1.0.0        | []      | [linux-x86_64]
            torchvision-0.29.2-py3-none-manylinux_2_28_x86_64.whl             | torchvision | 0.29.2       | [3.0+]  | [linux-x86_64]
            flash_attn_3-3.0.0-cp39-abi3-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl | flash-attn-3 | 3.0.0 | [3.9+] | [linux-x86_64]
            six-1.16.0-py2.py3-none-any.whl                                   | six         | 1.16.0       | [3.0+]  | []
            torch-1.9.0-1-cp38-cp38-manylinux1_x86_64.whl                     | torch       | 1.9.0        | [3.8]   | [linux-x86_64]
            """)
    void takesANameApart(String file, String name, String version, String pythons, String platforms) {
        Optional<WheelName> wheel = WheelName.find(file);

        assertThat(wheel).hasValueSatisfying(read -> {
            assertThat(read.name()).isEqualTo(name);
            assertThat(read.version()).hasToString(version);
            assertThat(read.pythons()).hasToString(pythons);
            assertThat(read.platforms()).hasToString(platforms);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch-2.15.0.tar.gz",
                "torch-2.15.0-cp312-cp312-manylinux_2_28_x86_64.whl.metadata",
                "torch-cp312-cp312-linux_x86_64.whl",
                "torch-latest-cp312-cp312-linux_x86_64.whl",
                "torch-2.6.0%2Bcu126-cp313-cp313-linux_x86_64.whl",
                ""
            })
    void readsNothingIntoOtherNames(String file) {
        assertThat(WheelName.find(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            manylinux1_x86_64,      2.5
            manylinux2010_x86_64,   2.12
            manylinux2014_aarch64,  2.17
            manylinux_2_28_x86_64,  2.28
            linux_x86_64,           none
            win_amd64,              none
            musllinux_1_2_x86_64,   none
            manylinux_2_17_ppc64le, none
            """)
    void knowsWhichGlibcATagPromises(String tag, String glibc) {
        Optional<LibraryVersion> promised = new PlatformTag(tag).glibc();

        assertThat(promised).isEqualTo(Optional.ofNullable(glibc).map(LibraryVersion::parse));
    }

    @Test
    void servesTheSeriesThatATagCovers() {
        assertThat(PythonTag.find("cp312", "cp312").orElseThrow().serves(12)).isTrue();
        assertThat(PythonTag.find("cp312", "cp312").orElseThrow().serves(13)).isFalse();
        assertThat(PythonTag.find("cp313", "cp313t").orElseThrow().serves(13)).isFalse();
        assertThat(PythonTag.find("cp310", "abi3").orElseThrow().serves(9)).isFalse();
        assertThat(PythonTag.find("cp310", "abi3").orElseThrow().serves(15)).isTrue();
        assertThat(PythonTag.find("py3", "none").orElseThrow().serves(11)).isTrue();
        assertThat(PythonTag.find("pp310", "pypy310_pp73")).isEmpty();
    }

    @Test
    void comparesVersionsOfLibrariesByNumber() {
        assertThat(LibraryVersion.parse("2.2.5")).isLessThan(LibraryVersion.parse("2.14"));
        assertThat(LibraryVersion.parse("3.4.9")).isLessThan(LibraryVersion.parse("3.4.21"));
        assertThat(LibraryVersion.find("GLIBC", "GLIBC_2.28")).contains(LibraryVersion.parse("2.28"));
        assertThat(LibraryVersion.find("GLIBC", "GLIBCXX_3.4")).isEmpty();
        assertThat(LibraryVersion.find("GLIBC", "GLIBC_PRIVATE")).isEmpty();
    }
}

package io.lamplighter.cli.catalog.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WheelMetadataTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            torch-2.15.0       | torch       | 2.15.0 | >=3.11            | 14 | nvidia-cudnn-cu13       | ==9.26.0.51
            torch-2.5.1        | torch       | 2.5.1  | >=3.8.0           | 19 | nvidia-cuda-runtime-cu12 | ==12.4.127
            torch-1.13.1       | torch       | 1.13.1 | >=3.7.0           | 5  | nvidia-cudnn-cu11       | ==8.5.0.96
            torch-1.8.1        | torch       | 1.8.1  | >=3.6.2           | 2  | numpy                   | ''
            torchvision-0.29.2 | torchvision | 0.29.2 | >=3.10,!=3.14.1   | 3  | torch                   | >=2.14.0
            """)
    void readsRealOnes(
            String wheel, String name, String version, String python, int asked, String package_, String specifiers) {
        WheelMetadata metadata = WheelMetadata.parse(Recording.text("wheel/" + wheel + ".METADATA"))
                .on(wheel("cp311-cp311-manylinux_2_28_x86_64"));

        assertThat(metadata.name()).isEqualTo(name);
        assertThat(metadata.version()).isEqualTo(version);
        assertThat(metadata.requiresPython()).isEqualTo(python);
        assertThat(metadata.requires()).hasSize(asked);
        assertThat(metadata.requirement(package_).orElseThrow().specifiers().text())
                .isEqualTo(specifiers);
        assertThat(metadata.notRead()).isEmpty();
    }

    @Test
    void leavesExtrasOutAndJoinsFoldedLines() {
        WheelMetadata metadata = WheelMetadata.parse("""
                Metadata-Version: 2.1
                name: thing
                VERSION: 1.0
                Requires-Dist: torch
                  >=2.0
                Requires-Dist: docs-tool; extra == "docs"

                Requires-Dist: prose
                """).on(wheel("py3-none-manylinux_2_28_x86_64"));

        assertThat(metadata.name()).isEqualTo("thing");
        assertThat(metadata.requires()).extracting(Requirement::name).containsExactly("torch");
        assertThat(metadata.requires().getFirst().specifiers().text()).isEqualTo(">=2.0");
        assertThat(metadata.requiresPython()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch-2.5.1-aarch64 | manylinux2014_aarch64    | 0
            torch-2.5.1-aarch64 | manylinux1_x86_64        | 12
            torch-2.5.1         | manylinux1_x86_64        | 12
            torch-2.5.1         | win_amd64                | 0
            torch-2.15.0        | manylinux_2_28_aarch64   | 6
            torch-2.15.0        | win_amd64                | 0
            """)
    void leavesOutWhatAPlatformIsNotAskedFor(String wheel, String tag, int ofCuda) {
        WheelMetadata metadata = WheelMetadata.parse(Recording.text("wheel/" + wheel + ".METADATA"));

        List<Requirement> asked = metadata.on(wheel("cp311-cp311-" + tag)).requires();

        assertThat(asked)
                .extracting(Requirement::name)
                .filteredOn(name -> name.startsWith("nvidia-") || name.startsWith("cuda-"))
                .hasSize(ofCuda);
        assertThat(asked).extracting(Requirement::name).contains("filelock");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            platform_system == "Linux"                                   | cp311-cp311-linux_x86_64  | true
            platform_system=='Linux' and platform_machine=="x86_64"      | cp311-cp311-linux_aarch64 | false
            sys_platform == "linux"                                      | cp311-cp311-win_amd64     | false
            sys_platform == "win32" and platform_machine == "AMD64"      | cp311-cp311-win_amd64     | true
            platform_machine == "aarch64" or platform_system == "Darwin" | cp311-cp311-linux_x86_64  | false
            platform_system != "Windows"                                 | cp311-cp311-win_amd64     | false
            python_version < "3.12"                                      | cp311-cp311-linux_x86_64  | true
            python_version >= "3.12"                                     | cp311-cp311-linux_x86_64  | false
            python_version >= "3.12"                                     | cp310-abi3-linux_x86_64   | true
            extra == "opt"                                               | cp311-cp311-linux_x86_64  | false
            platform_system == "Linux"                                   | cp311-cp311-macosx_11_0_arm64 | false
            """)
    void evaluatesMarkersOnTheMachinesOfTheWheel(String marker, String tags, boolean asked) {
        WheelMetadata metadata =
                WheelMetadata.parse("Name: thing\nVersion: 1.0\nRequires-Dist: numpy; " + marker + "\n");

        assertThat(metadata.on(wheel(tags)).requires()).hasSize(asked ? 1 : 0);
    }

    @Test
    void keepsWhatIsNoRequirementApart() {
        WheelMetadata metadata = WheelMetadata.parse("""
                Name: thing
                Version: 1.0
                Requires-Dist: torch @ https://mirror.example/torch.whl
                """);

        assertThat(metadata.requires()).isEmpty();
        assertThat(metadata.notRead()).containsExactly("torch @ https://mirror.example/torch.whl");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Version: 1.0            | its METADATA has no Name
            Name: thing             | its METADATA has no Version
            """)
    void wantsNameAndVersion(String text, String sentence) {
        assertThatThrownBy(() -> WheelMetadata.parse(text)).hasMessage(sentence);
    }

    private static WheelName wheel(String tags) {
        return WheelName.find("thing-1.0-" + tags + ".whl").orElseThrow();
    }
}

package io.lamplighter.cli.catalog.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaBuildTest {
    private static final WheelMetadata SILENT = WheelMetadata.parse("Name: torch\nVersion: 1.0\n");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            torch-2.15.0       | 2.15.0+cu132 | 13.2 | true
            torch-2.5.1        | 2.5.1+cu124  | 12.4 | true
            torch-1.13.1       | 1.13.1+cu117 | 11.7 | true
            torch-1.8.1        | 1.8.1+cu102  | 10.2 | true
            torchvision-0.29.2 | 0.29.2+cu132 | none | false
            torchaudio-2.11.0  | 2.11.0+cu130 | none | false
            """)
    void readsTheModulesOfRealWheels(String wheel, String version, String cuda, boolean saysCuda) {
        ModuleVersion module = ModuleVersion.parse(Recording.text("wheel/" + wheel + ".version.py"));

        assertThat(module).isEqualTo(new ModuleVersion(version, cuda, saysCuda));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch-2.15.0       | torch-2.15.0-cp312-cp312-manylinux_2_28_x86_64.whl    | cu132 | 13.2
            torch-2.5.1        | torch-2.5.1-cp39-cp39-manylinux1_x86_64.whl           | cu124 | 12.4
            torch-1.13.1       | torch-1.13.1-cp39-cp39-manylinux1_x86_64.whl          | cu117 | 11.7
            torch-1.8.1        | torch-1.8.1-cp39-cp39-manylinux1_x86_64.whl           | cu102 | 10.2
            torchvision-0.29.2 | torchvision-0.29.2-py3-none-manylinux_2_28_x86_64.whl | cu132 | 13.2
            torchaudio-2.11.0  | torchaudio-2.11.0-cp312-cp312-manylinux_2_28_x86_64.whl | cu130 | 13.0
            """)
    void findsTheBuildThatAWheelHidesInItsName(String wheel, String file, String build, String cuda) {
        WheelMetadata metadata = WheelMetadata.parse(Recording.text("wheel/" + wheel + ".METADATA"));
        ModuleVersion module = ModuleVersion.parse(Recording.text("wheel/" + wheel + ".version.py"));

        CudaBuild found = CudaBuild.of(WheelName.find(file).orElseThrow(), metadata, module, "version.py");

        assertThat(found.build()).isEqualTo(build);
        assertThat(found.cuda()).isEqualTo(cuda);
        assertThat(found.contradiction()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            torch-2.6.0+cu126-cp312-cp312-linux_x86_64.whl   | ''                                             | cu126   | 12.6
            torch-2.6.0+cpu-cp312-cp312-linux_x86_64.whl     | ''                                             | cpu     | none
            torch-2.6.0+rocm6.2-cp312-cp312-linux_x86_64.whl | ''                                             | rocm6.2 | none
            torch-2.6.0-cp312-cp312-linux_x86_64.whl         | nvidia-cuda-runtime-cu12 (==12.4.127)          | cu124   | 12.4
            torch-2.6.0-cp312-cp312-linux_x86_64.whl         | cuda-toolkit[cudart]==13.0.3                   | cu130   | 13.0
            torch-2.6.0-cp312-cp312-linux_x86_64.whl         | nvidia-cuda-runtime-cu12>=12.4                 | none    | none
            torch-2.6.0-cp312-cp312-linux_x86_64.whl         | nvidia-cublas-cu12==12.4.5.8                   | none    | none
            torch-2.6.0-cp312-cp312-linux_x86_64.whl         | ''                                             | none    | none
            """)
    void hearsTheOtherWitnessesWhereTheModuleSaysNothing(String file, String requires, String build, String cuda) {
        WheelMetadata metadata = WheelMetadata.parse(
                "Name: torch\nVersion: 2.6.0\n" + (requires.isEmpty() ? "" : "Requires-Dist: " + requires + "\n"));

        CudaBuild found =
                CudaBuild.of(WheelName.find(file).orElseThrow(), metadata, ModuleVersion.SILENT, "version.py");

        assertThat(found.build()).isEqualTo(build);
        assertThat(found.cuda()).isEqualTo(cuda);
    }

    @Test
    void doesNotTakeACpuBuildForTheOneOfAnotherPlatform() {
        WheelName name = WheelName.find("torch-2.5.1-cp39-cp39-manylinux2014_aarch64.whl")
                .orElseThrow();
        WheelMetadata metadata = WheelMetadata.parse(Recording.text("wheel/torch-2.5.1-aarch64.METADATA"));
        ModuleVersion module = ModuleVersion.parse(Recording.text("wheel/torch-2.5.1-aarch64.version.py"));

        CudaBuild found = CudaBuild.of(name, metadata.on(name), module, "version.py");

        assertThat(found.build()).isEqualTo("cpu");
        assertThat(found.contradiction()).isEmpty();
    }

    @Test
    void takesAModuleWithoutCudaForACpuBuild() {
        ModuleVersion module = ModuleVersion.parse("__version__ = '2.6.0'\ncuda: Optional[str] = None\n");

        CudaBuild found = CudaBuild.of(
                WheelName.find("torch-2.6.0-cp312-cp312-win_amd64.whl").orElseThrow(), SILENT, module, "version.py");

        assertThat(found.build()).isEqualTo("cpu");
        assertThat(found.cuda()).isNull();
    }

    @Test
    void saysWhenTheWitnessesContradictEachOther() {
        ModuleVersion module = ModuleVersion.parse("__version__ = \"2.6.0+cu124\"\ncuda = \"12.4\"\n");

        CudaBuild found = CudaBuild.of(
                WheelName.find("torch-2.6.0+cu126-cp312-cp312-linux_x86_64.whl").orElseThrow(),
                SILENT,
                module,
                "version.py");

        assertThat(found.build()).isEqualTo("cu124");
        assertThat(found.contradiction())
                .contains("it is not one build to all: version.py: cuda says cu124,"
                        + " version.py: __version__ says cu124, file name says cu126");
    }
}

package io.lamplighter.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.api.manifest.ManifestProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the shipped catalog that is broken is told; the shipped one has no hole, or it would not be read. */
class HolesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch.yaml      | format: 1                                            | format: 2                                            | torch.yaml is of format 2; this version reads format 1
            cudnn.yaml      | format: 1                                            | format: 2                                            | cudnn.yaml is of format 2; this version reads format 1
            torch.yaml      | source: verified                                     | source: hearsay                                      | torch.yaml names the source hearsay, which it does not explain
            conda.yaml      | source: forms                                        | source: hearsay                                      | conda.yaml names the source hearsay, which it does not explain
            companions.yaml | source: stable-abi                                   | source: hearsay                                      | companions.yaml names the source hearsay, which it does not explain
            cuda-bound.yaml | source: ort                                          | source: hearsay                                      | cuda-bound.yaml names the source hearsay, which it does not explain
            drivers.yaml    | source: toolkit-ends                                 | source: hearsay                                      | drivers.yaml names the source hearsay, which it does not explain
            cudnn.yaml      | source: matrix-8.3                                   | source: hearsay                                      | cudnn.yaml names the source hearsay, which it does not explain
            torch.yaml      | platform: linux-aarch64, build: cpu                  | platform: linux-riscv64, build: cpu                  | there is no platform linux-riscv64; there are linux-aarch64, linux-x86_64, windows-x86_64
            conda.yaml      | platform: linux-aarch64, label: cpu                  | platform: linux-riscv64, label: cpu                  | there is no platform linux-riscv64
            torch.yaml      | {tag: manylinux_2_28, glibc                          | {tag: manylinux_9_9, glibc                           | no row explains the tag manylinux_2_28
            torch.yaml      | version: "2.14.0"                                    | version: "2.14.1"                                    | torch.yaml has torch 2.14.1 twice
            torch.yaml      | series: "2.15", build: cu132, platform: linux-aarch64 | series: "2.15", build: cu132, platform: linux-x86_64 | torch.yaml says what is in torch 2.15 cu132 for linux-x86_64 twice
            companions.yaml | torchvision, version: "0.29.0"                       | torchvision, version: "0.29.1"                       | companions.yaml has torchvision 0.29.1 twice
            drivers.yaml    | {cuda: "13.1"                                        | {cuda: "13.2"                                        | drivers.yaml has CUDA 13.2 twice
            conda.yaml      | ["2.0.1"], platform: linux-x86_64, label: cu117      | ["2.0.0"], platform: linux-x86_64, label: cu117      | conda.yaml has torch 2.0.0 cu117
            torch.yaml      | build: cu132, tag                                    | build: cu118, tag                                    | no row says what torch 2.15 cu118 for linux-x86_64 carries
            torch.yaml      | [cpu, cu126, cu128, cu129, cu130]                    | [cpu, cu126, cu128, cu130]                           | a row says what torch 2.11 cu129 for linux-x86_64 carries, and no release has that build
            drivers.yaml    | {cuda: 13, linux                                     | {cuda: 14, linux                                     | no row says which driver runs CUDA 13.0 on LINUX
            drivers.yaml    | {cuda: "10.1", linux: "418.39", windows: "418.96"    | {cuda: "10.1", linux: "418.39"                       | no row says which driver runs CUDA 10.1 on WINDOWS
            cudnn.yaml      | to: "12.9", gpus: ["5.0", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6", "8.9", "9.0", "10.0", "12.0"] | to: "12.9", gpus: ["3.5"] | cuDNN 9.10.2.21 of torch 2.10 cu128 for linux-x86_64 lists none of the GPUs that the build has code for
            companions.yaml | ==2.10.0                                             | ==2.10.9                                             | torchvision 0.25.0 serves torch ==2.10.9, which is not in the catalog
            companions.yaml | torch: "<2.3", broughtBy                             | torch: "<1.0", broughtBy                             | numpy<2 is for torch <1.0, which is not in the catalog
            conda.yaml      | channels: [conda-forge], pins: ["pytorch={series}.*=cpu*"] | channels: [], pins: ["pytorch={series}.*=cpu*"] | conda.yaml names no channel or no spec for torch 2.14.1
            conda.yaml      | pins: ["pytorch={series}.*=cpu*"]                    | pins: []                                             | conda.yaml names no channel or no spec for torch 2.14.1
            conda.yaml      | ["2.14.1", "2.11.0"]                                 | ["2.14.9", "2.11.0"]                                 | conda.yaml has torch 2.14.9 cuda, and torch.yaml no such release
            conda.yaml      | codeOf: cu117                                        | codeOf: cu128                                        | conda.yaml refers to what torch 2.0 cu128 for windows-x86_64 carries, which no row says
            drivers.yaml    | last: 470, next: 495                                 | last: 470                                            | drivers.yaml names only one of last and next for Kepler
            cuda-bound.yaml | cupy-cuda{major}x                                    | cupy-cuda12x                                         | cuda-bound.yaml spells cupy-cuda12x without {major}
            cuda-bound.yaml | versions: ">=1.27"                                   | versions: ">=1.28"                                   | cuda-bound.yaml has onnxruntime-gpu 1.27.0 under >=1.28
            """)
    void areFoundInEveryFile(String file, String row, String broken, String message) {
        Map<String, String> texts = new HashMap<>(Catalog.shipped().texts());
        texts.computeIfPresent(file, (_, text) -> text.replace(row, broken));

        InvalidCatalog bad = catchThrowableOfType(InvalidCatalog.class, () -> Catalog.read(texts));

        assertThat(texts)
                .as("the row to break is there")
                .isNotEqualTo(Catalog.shipped().texts());
        assertThat(bad).isNotNull();
        assertThat(bad.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch.yaml   | version:           | versoin:           | versoin
            drivers.yaml | linux: "580.65.06" | linux: "five"      | a version is numbers parted by dots; found "five"
            torch.yaml   | gpus: ["7.5"       | gpus: ["sm_75"     | a compute capability is major.minor, like 8.6; found "sm_75"
            torch.yaml   | maturity: unlisted | maturity: rumoured | rumoured
            """)
    void areNotLookedForWhereARowCannotBeRead(String file, String row, String broken, String message) {
        Map<String, String> texts = new HashMap<>(Catalog.shipped().texts());
        texts.computeIfPresent(file, (_, text) -> text.replace(row, broken));

        assertThatExceptionOfType(InvalidCatalog.class)
                .isThrownBy(() -> Catalog.read(texts))
                .withMessageContaining(file + ":")
                .withMessageContaining(message);
    }

    @Test
    void areToldAllAtOnce() {
        Map<String, String> texts = new HashMap<>(Catalog.shipped().texts());
        texts.computeIfPresent("drivers.yaml", (_, text) -> text.replace("{cuda: 13, linux", "{cuda: 14, linux"));
        texts.computeIfPresent("companions.yaml", (_, text) -> text.replace("==2.10.0", "==2.10.9"));

        InvalidCatalog bad = catchThrowableOfType(InvalidCatalog.class, () -> Catalog.read(texts));

        assertThat(bad.problems())
                .extracting(ManifestProblem::message)
                .contains(
                        "no row says which driver runs CUDA 13.0 on LINUX",
                        "torchvision 0.25.0 serves torch ==2.10.9, which is not in the catalog");
    }

    @Test
    void areMissingFilesToo() {
        Map<String, String> texts = Map.of();

        InvalidCatalog bad = catchThrowableOfType(InvalidCatalog.class, () -> Catalog.read(texts));

        assertThat(bad.problems()).extracting(ManifestProblem::file).containsExactlyElementsOf(Catalog.files());
        assertThat(Catalog.files()).isEqualTo(List.copyOf(CatalogTables.FILES));
    }
}

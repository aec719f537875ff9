package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.TorchBuild;
import io.lamplighter.versions.conda.MatchSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaSelectorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            pytorch-cuda=11.8  | 2.5.1  | cu118
            pytorch-cuda       | 2.5.1  | cu124 cu121 cu118
            pytorch-cuda>=12   | 2.5.1  | cu124 cu121
            pytorch-cuda=12.6  | 2.5.1  | -
            pytorch-cuda=12.6  | 2.7.1  | -
            cudatoolkit=10.2   | 1.12.1 | cu102
            cudatoolkit=11.*   | 1.12.1 | cu116 cu113
            cuda-version=12    | 2.12.0 | cu129
            cuda-version=13    | 2.12.0 | cu130
            cuda-version=12.8  | 2.7.1  | cu126
            cuda-version=12.4  | 2.7.1  | -
            cuda-version=12.8  | 2.14.1 | cuda
            cuda-version=13    | 2.14.1 | -
            cpuonly            | 2.5.1  | cpu
            """)
    void leavesTheBuildsThatSolveBesideIt(String spec, String release, @Nullable String labels) {
        CudaSelector selector = new CudaSelector(MatchSpec.parse(spec));

        Stream<TorchBuild> admitted = Catalog.shipped().builds("linux-x86_64").stream()
                .filter(build -> build.place() == Source.Type.CONDA)
                .filter(build -> build.release().toString().equals(release))
                .filter(selector::admits);

        assertThat(admitted)
                .extracting(TorchBuild::label)
                .containsExactlyInAnyOrderElementsOf(labels == null ? List.of() : List.of(labels.split(" ", -1)));
    }

    @Test
    void isKnownByItsNameFromTheFormsOfTheCatalog() {
        assertThat(Catalog.shipped().cudaSelectors())
                .containsExactlyInAnyOrder("pytorch-cuda", "cudatoolkit", "cuda-version", "cpuonly");
    }
}

package io.lamplighter.installers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.plan.Step.SolveConda;
import io.lamplighter.installers.CondaLab.Machine;
import io.lamplighter.installers.CondaLab.Wish;
import io.lamplighter.installers.CondaSolver.Chosen;
import io.lamplighter.installers.CondaSolver.Solution;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real conda solver takes the very build that the planner chose, from channels as the real ones are. What is expected
 * stands in the tables and comes from no catalog.
 */
class ResolvedByCondaTest {
    @TempDir
    private static Path folder;

    private static CondaLab lab;

    @BeforeAll
    static void fillChannels() throws Exception {
        lab = CondaLab.in(folder);
    }

    @AfterAll
    static void stopTheSolver() throws Exception {
        lab.close();
    }

    @ParameterizedTest(name = "{0}, driver {1}, GPUs {2}, Python {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            linux-x86_64   | 580.95.05  | 8.6  | 3.11   | pytorch=2.14.*                       | torch 2.14.1 cuda  | conda-forge | pytorch 2.14.1 cuda129_mkl_py311
            linux-x86_64   | 580.95.05  | 8.6  | >=3.10 | pytorch torchvision                  | torch 2.13.0 cu129 | conda-forge | pytorch 2.13.0 cuda129_mkl_py313, torchvision 0.28.0 cuda129_py313
            linux-x86_64   | 535.183.01 | 8.6  | 3.12   | pytorch torchvision numpy            | torch 2.13.0 cu129 | conda-forge | pytorch 2.13.0 cuda129_mkl_py312, torchvision 0.28.0 cuda129_py312
            linux-x86_64   | 595.71.05  | 12.0 | 3.13   | pytorch torchaudio                   | torch 2.12.0 cu130 | conda-forge | pytorch 2.12.0 cuda130_mkl_py313, torchaudio 2.11.0 cuda130_py313
            linux-x86_64   | 580.95.05  | 8.6  | 3.12   | pytorch=2.12.* torchvision           | torch 2.12.0 cu130 | conda-forge | pytorch 2.12.0 cuda130_mkl_py312, torchvision 0.27.0 cuda130_py312
            linux-x86_64   | 535.183.01 | 8.6  | 3.11   | pytorch=2.11.*                       | torch 2.11.0 cuda  | conda-forge | pytorch 2.11.0 cuda129_mkl_py311
            linux-x86_64   | 590.48.01  | 12.0 | 3.12   | pytorch=2.10.* torchvision           | torch 2.10.0 cu130 | conda-forge | pytorch 2.10.0 cuda130_mkl_py312, torchvision 0.25.0 cuda130_py312
            linux-x86_64   | 535.183.01 | 7.0  | 3.11   | pytorch=2.9.* torchvision torchaudio | torch 2.9.1 cu129  | conda-forge | pytorch 2.9.1 cuda129_mkl_py311, torchvision 0.24.1 cuda129_py311, torchaudio 2.9.1 cuda129_py311
            linux-x86_64   | 580.95.05  | 6.1  | 3.11   | pytorch=2.8.*                        | torch 2.8.0 cu129  | conda-forge | pytorch 2.8.0 cuda129_mkl_py311
            linux-x86_64   | 580.95.05  | 8.9  | 3.11   | pytorch=2.7.*                        | torch 2.7.1 cu126  | conda-forge | pytorch 2.7.1 cuda126_mkl_py311
            linux-x86_64   | 535.183.01 | 6.1  | 3.10   | pytorch=2.6.*                        | torch 2.6.0 cu126  | conda-forge | pytorch 2.6.0 cuda126_mkl_py310
            linux-x86_64   | 580.95.05  | 6.1  | 3.12   | pytorch                              | torch 2.5.1 cu124  | pytorch     | pytorch 2.5.1 py3.12_cuda12.4_cudnn9.1.0_0, pytorch-cuda 12.4
            linux-x86_64   | 550.90.07  | 8.6  | 3.11   | pytorch=2.5.* torchvision            | torch 2.5.1 cu124  | pytorch     | pytorch 2.5.1 py3.11_cuda12.4_cudnn9.1.0_0, torchvision 0.20.1 py311_cu124
            linux-x86_64   | 535.183.01 | 8.6  | 3.11   | pytorch=2.5.* torchvision torchaudio | torch 2.5.1 cu121  | pytorch     | pytorch 2.5.1 py3.11_cuda12.1_cudnn9.1.0_0, torchvision 0.20.1 py311_cu121, torchaudio 2.5.1 py311_cu121
            linux-x86_64   | 450.80.02  | 7.0  | 3.10   | pytorch                              | torch 2.5.1 cu118  | pytorch     | pytorch 2.5.1 py3.10_cuda11.8_cudnn9.1.0_0, pytorch-cuda 11.8
            linux-x86_64   | 470.256.02 | 8.6  | 3.11   | pytorch=2.4.* torchvision            | torch 2.4.1 cu118  | pytorch     | pytorch 2.4.1 py3.11_cuda11.8_cudnn9.1.0_0, torchvision 0.19.1 py311_cu118
            linux-x86_64   | 580.95.05  | 7.5  | 3.11   | pytorch=2.3.* torchaudio             | torch 2.3.1 cu121  | pytorch     | pytorch 2.3.1 py3.11_cuda12.1_cudnn8.9.2_0, torchaudio 2.3.1 py311_cu121
            linux-x86_64   | 580.95.05  | 8.6  | 3.10   | pytorch=2.2.* torchvision numpy      | torch 2.2.2 cu121  | pytorch     | pytorch 2.2.2 py3.10_cuda12.1_cudnn8.9.2_0, torchvision 0.17.2 py310_cu121, numpy 1.26.4, mkl 2024.0.0
            linux-x86_64   | 535.183.01 | 8.0  | 3.10   | pytorch=2.1.*                        | torch 2.1.2 cu121  | pytorch     | pytorch 2.1.2 py3.10_cuda12.1_cudnn8.9.2_0
            linux-x86_64   | 470.256.02 | 3.7  | 3.10   | pytorch=2.0.* torchvision torchaudio | torch 2.0.1 cu117  | pytorch     | pytorch 2.0.1 py3.10_cuda11.7_cudnn8.5.0_0, torchvision 0.15.2 py310_cu117, torchaudio 2.0.2 py310_cu117
            linux-x86_64   | 470.256.02 | 7.0  | 3.10   | pytorch=1.13.* torchvision           | torch 1.13.1 cu117 | pytorch     | pytorch 1.13.1 py3.10_cuda11.7_cudnn8.5.0_0, torchvision 0.14.1 py310_cu117
            linux-x86_64   | 470.256.02 | 7.5  | 3.9    | pytorch=1.12.* torchvision           | torch 1.12.1 cu113 | pytorch     | pytorch 1.12.1 py3.9_cuda11.3_cudnn8.3.2_0, torchvision 0.13.1 py39_cu113, cudatoolkit 11.3.1
            linux-x86_64   | 440.33.01  | 6.1  | 3.8    | pytorch=1.11.*                       | torch 1.11.0 cu102 | pytorch     | pytorch 1.11.0 py3.8_cuda10.2_cudnn7.6.5_0, cudatoolkit 10.2.89
            linux-x86_64   | 470.256.02 | 8.6  | 3.9    | pytorch=1.10.2 torchvision           | torch 1.10.2 cu113 | pytorch     | pytorch 1.10.2 py3.9_cuda11.3_cudnn8.2.0_0, torchvision 0.11.3 py39_cu113
            linux-x86_64   | 470.256.02 | 8.6  | 3.8    | pytorch=1.9.0 torchvision            | torch 1.9.0 cu111  | pytorch     | pytorch 1.9.0 py3.8_cuda11.1_cudnn8.0.5_0, torchvision 0.10.0 py38_cu111
            linux-x86_64   | 440.33.01  | 6.1  | 3.8    | pytorch=1.8.1                        | torch 1.8.1 cu102  | pytorch     | pytorch 1.8.1 py3.8_cuda10.2_cudnn7.6.5_0
            linux-x86_64   |            |      | 3.12   | pytorch torchvision                  | torch 2.14.1 cpu   | conda-forge | pytorch 2.14.1 cpu_mkl_py312, torchvision 0.29.1 cpu_py312
            linux-x86_64   |            |      | 3.11   | pytorch=2.5.* torchvision            | torch 2.5.1 cpu    | pytorch     | pytorch 2.5.1 py3.11_cpu_0, torchvision 0.20.1 py311_cpu, cpuonly 2.0
            linux-x86_64   |            |      | 3.8    | pytorch=1.12.*                       | torch 1.12.1 cpu   | pytorch     | pytorch 1.12.1 py3.8_cpu_0, cpuonly 2.0
            linux-aarch64  | 580.95.05  | 9.0  | 3.12   | pytorch torchvision                  | torch 2.14.1 cuda  | conda-forge | pytorch 2.14.1 cuda129_generic_py312, torchvision 0.29.1 cuda129_py312
            linux-aarch64  | 535.183.01 | 9.0  | 3.12   | pytorch=2.10.*                       | torch 2.10.0 cu129 | conda-forge | pytorch 2.10.0 cuda129_generic_py312
            linux-aarch64  |            |      | 3.12   | pytorch                              | torch 2.14.1 cpu   | conda-forge | pytorch 2.14.1 cpu_generic_py312
            windows-x86_64 | 581.57     | 8.9  | 3.12   | pytorch torchvision                  | torch 2.13.0 cu128 | conda-forge | pytorch 2.13.0 cuda128_mkl_py312, torchvision 0.28.0 cuda128_py312
            windows-x86_64 | 560.94     | 6.1  | 3.12   | pytorch=2.9.*                        | torch 2.9.1 cu128  | conda-forge | pytorch 2.9.1 cuda128_mkl_py312
            windows-x86_64 | 537.13     | 8.6  | 3.11   | pytorch=2.5.* torchvision            | torch 2.5.1 cu121  | pytorch     | pytorch 2.5.1 py3.11_cuda12.1_cudnn9_0, torchvision 0.20.1 py311_cu121
            windows-x86_64 | 512.15     | 8.6  | 3.9    | pytorch=1.12.* torchvision           | torch 1.12.1 cu113 | pytorch     | pytorch 1.12.1 py3.9_cuda11.3_cudnn8_0, torchvision 0.13.1 py39_cu113
            windows-x86_64 |            |      | 3.12   | pytorch                              | torch 2.14.1 cpu   | conda-forge | pytorch 2.14.1 cpu_mkl_py312
            """)
    void takesTheVeryBuildThatIsPlanned(
            String platform,
            @Nullable String driver,
            @Nullable String gpus,
            String python,
            String packages,
            String planned,
            String channel,
            String taken)
            throws Exception {
        Machine machine = new Machine(platform, driver, gpus);
        SolveConda plan = lab.plan(new Wish(python, packages), machine);

        Solution solution = lab.solve(plan, machine);

        assertThat(plan.choice()).contains(planned);
        assertThat(solution.unsatisfiable()).isNull();
        for (String each : taken.split(", ", -1)) {
            assertThat(solution.packages()).extracting(Chosen::toString).anyMatch(chosen -> chosen.startsWith(each));
        }
        assertThat(solution.pytorch().channel()).endsWith("/" + channel + "/");
    }

    @ParameterizedTest(name = "{0}, driver {1}, GPUs {2}, Python {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            linux-x86_64   | 535.183.01 | 8.6 | 3.12 | pytorch        | pytorch 2.15.0 cpu_
            linux-x86_64   | 580.95.05  | 8.6 | 3.11 | pytorch=2.14.* | pytorch 2.14.1 cuda130_
            linux-x86_64   | 535.183.01 | 8.0 | 3.10 | pytorch=2.1.*  | pytorch 2.1.2 py3.10_cuda11.8_
            linux-x86_64   | 440.33.01  | 6.1 | 3.8  | pytorch=1.8.1  | pytorch 1.8.1 py3.8_cuda10.1_
            linux-x86_64   | 470.256.02 | 8.6 | 3.11 | pytorch=2.5.*  | pytorch 2.5.1 py3.11_cpu_
            linux-aarch64  | 580.95.05  | 9.0 | 3.12 | pytorch        | pytorch 2.15.0 cuda130_
            windows-x86_64 | 560.94     | 8.9 | 3.12 | pytorch        | pytorch 2.15.0 cpu_
            """)
    void wouldTakeAnotherBuildWithoutThePlan(
            String platform, String driver, String gpus, String python, String packages, String taken)
            throws Exception {
        Machine machine = new Machine(platform, driver, gpus);
        SolveConda plan = lab.plan(new Wish(python, packages), machine);

        Solution solution = lab.solveAsWritten(plan, machine);

        assertThat(solution.pytorch().toString()).startsWith(taken);
        assertThat(solution.pytorch()).isNotEqualTo(lab.solve(plan, machine).pytorch());
    }

    @Test
    void findsNothingRatherThanABuildForTheProcessorWhereTheDriverIsTooOld() throws Exception {
        Machine machine = new Machine("linux-x86_64", "535.183.01", "8.6");
        SolveConda plan = lab.plan(new Wish("3.12", "pytorch=2.10.*"), machine);
        SolveConda elsewhere = CondaLab.withCuda(plan, "11.4");

        Solution asPlanned = lab.solve(elsewhere, machine);
        Solution asWritten = lab.solveAsWritten(elsewhere, machine);

        assertThat(asPlanned.unsatisfiable()).contains("cuda-version 12.*").contains("__cuda");
        assertThat(asWritten.pytorch().toString()).startsWith("pytorch 2.10.0 cpu_");
    }
}

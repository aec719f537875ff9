package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.installer.ListedIndexes.Found;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.PackagePattern;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real uv takes the very files that the planner chose, from indexes as the real ones are and for machines that this
 * one is not. What is expected stands in the tables and comes from no catalog.
 */
class ResolvedByUvTest {
    /** What comes from where torch comes from. */
    private static final Set<String> BOUND = Set.of("torch", "torchvision", "torchaudio");

    @TempDir
    private static Path folder;

    private static ListedIndexes indexes;
    private static LabUv uv;

    @BeforeAll
    static void serveIndexes() throws Exception {
        indexes = TorchIndexes.serve();
        uv = LabUv.in(folder, indexes);
    }

    @AfterAll
    static void stopIndexes() {
        indexes.close();
    }

    @ParameterizedTest(name = "{0}, driver {1}, GPUs {2}, Python {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            linux-x86_64 2.36  | 580.95.05  | 8.6     | 3.12.3         | torch torchvision torchaudio numpy  | pypi      | torch 2.15.0, torchvision 0.29.2, torchaudio 2.11.0                   | cp312-cp312-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 595.71.05  | 12.0    | 3.13.1         | torch torchvision numpy             | pypi      | torch 2.15.0, torchvision 0.29.2                                      | cp313-cp313-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 590.48.01  | 7.5     | 3.14.0         | torch torchvision                   | pypi      | torch 2.15.0, torchvision 0.29.2                                      | cp314-cp314-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 8.6     | 3.15.0         | torch                               | pypi      | torch 2.15.0                                                          | cp315-cp315-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 6.1     | 3.11.2         | torch torchvision torchaudio numpy  | whl/cu126 | torch 2.14.1+cu126, torchvision 0.29.1+cu126, torchaudio 2.11.0+cu126 | cp311-cp311-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 5.2 8.6 | 3.12.3         | torch                               | whl/cu126 | torch 2.14.1+cu126                                                    | cp312-cp312-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 570.86.15  | 7.0     | 3.12.3         | torch torchvision                   | whl/cu126 | torch 2.14.1+cu126, torchvision 0.29.1+cu126                          | cp312-cp312-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 535.183.01 | 8.6     | 3.11.2         | torch torchvision torchaudio        | whl/cu126 | torch 2.14.1+cu126, torchvision 0.29.1+cu126, torchaudio 2.11.0+cu126 | cp311-cp311-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 535.183.01 | 9.0     | 3.12.3         | torch==2.10.* torchaudio            | whl/cu128 | torch 2.10.0+cu128, torchaudio 2.10.0+cu128                           | cp312-cp312-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 550.90.07  | 8.9     | 3.10.12        | torch<2.8 torchvision               | whl/cu118 | torch 2.7.1+cu118, torchvision 0.22.1+cu118                           | cp310-cp310-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 570.86.15  | 12.0    | 3.13.1         | torch torchvision torchaudio        | whl/cu128 | torch 2.11.0+cu128, torchvision 0.26.0+cu128, torchaudio 2.11.0+cu128 | cp313-cp313-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 8.6     | 3.9.2          | torch torchvision torchaudio        | whl/cu128 | torch 2.8.0+cu128, torchvision 0.23.0+cu128, torchaudio 2.8.0+cu128   | cp39-cp39-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 6.1     | 3.8.10         | torch torchvision torchaudio        | whl/cu121 | torch 2.4.1+cu121, torchvision 0.19.1+cu121, torchaudio 2.4.1+cu121   | cp38-cp38-linux_x86_64
            linux-x86_64 2.17  | 580.95.05  | 8.6     | 3.9.2          | torch torchvision                   | whl/cu124 | torch 2.6.0+cu124, torchvision 0.21.0+cu124                           | cp39-cp39-linux_x86_64
            linux-x86_64 2.31  | 470.256.02 | 8.6     | 3.10.12        | torch torchvision                   | whl/cu118 | torch 2.7.1+cu118, torchvision 0.22.1+cu118                           | cp310-cp310-manylinux_2_28_x86_64
            linux-x86_64 2.31  | 470.256.02 | 3.7     | 3.8.10 3.10.12 | torch torchvision                   | whl/cu117 | torch 2.0.1+cu117, torchvision 0.15.2+cu117                           | cp310-cp310-linux_x86_64
            linux-x86_64 2.31  | 470.256.02 | 3.7     | 3.9.2          | torch torchvision torchaudio        | whl/cu117 | torch 2.0.1+cu117, torchvision 0.15.2+cu117, torchaudio 2.0.2+cu117   | cp39-cp39-linux_x86_64
            linux-x86_64 2.31  | 450.80.02  | 7.0     | 3.8.10         | torch torchvision                   | whl/cu118 | torch 2.4.1+cu118, torchvision 0.19.1+cu118                           | cp38-cp38-linux_x86_64
            linux-x86_64 2.31  | 440.33.01  | 6.1     | 3.8.10         | torch torchvision                   | whl/cu102 | torch 1.12.1+cu102, torchvision 0.13.1+cu102                          | cp38-cp38-linux_x86_64
            linux-x86_64 2.36  |            |         | 3.12.3         | torch torchvision torchaudio numpy  | whl/cpu   | torch 2.14.1+cpu, torchvision 0.29.1+cpu, torchaudio 2.11.0+cpu       | cp312-cp312-manylinux_2_28_x86_64
            linux-aarch64 2.35 | 580.95.05  | 9.0     | 3.12.3         | torch torchvision                   | pypi      | torch 2.15.0, torchvision 0.29.2                                      | cp312-cp312-manylinux_2_28_aarch64
            linux-aarch64 2.35 | 580.95.05  | 12.1    | 3.12.3         | torch<2.15 torchvision              | whl/cu130 | torch 2.14.1+cu130, torchvision 0.29.1+cu130                          | cp312-cp312-manylinux_2_28_aarch64
            linux-aarch64 2.35 |            |         | 3.11.2         | torch==2.10.* torchvision           | pypi      | torch 2.10.0, torchvision 0.25.0                                      | cp311-cp311-manylinux_2_28_aarch64
            windows-x86_64     | 581.57     | 8.9     | 3.12.3         | torch torchvision torchaudio        | whl/cu126 | torch 2.14.1+cu126, torchvision 0.29.1+cu126, torchaudio 2.11.0+cu126 | cp312-cp312-win_amd64
            windows-x86_64     | 560.94     | 6.1     | 3.11.2         | torch torchvision                   | whl/cu126 | torch 2.14.1+cu126, torchvision 0.29.1+cu126                          | cp311-cp311-win_amd64
            windows-x86_64     | 537.13     | 8.6     | 3.10.11        | torch==2.5.* torchvision torchaudio | whl/cu121 | torch 2.5.1+cu121, torchvision 0.20.1+cu121, torchaudio 2.5.1+cu121   | cp310-cp310-win_amd64
            windows-x86_64     |            |         | 3.13.1         | torch torchvision numpy             | pypi      | torch 2.15.0, torchvision 0.29.2                                      | cp313-cp313-win_amd64
            linux-x86_64 2.36  | 580.95.05  | 8.6     | 3.11.2         | torchvision==0.25.* timm            | whl/cu128 | torch 2.10.0+cu128, torchvision 0.25.0+cu128                          | cp311-cp311-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 6.1     | 3.11.2         | torchvision                         | whl/cu126 | torch 2.14.1+cu126, torchvision 0.29.1+cu126                          | cp311-cp311-manylinux_2_28_x86_64
            linux-x86_64 2.36  | 580.95.05  | 8.6     | 3.12.3         | torchaudio==2.9.*                   | whl/cu128 | torch 2.9.1+cu128, torchaudio 2.9.1+cu128                             | cp312-cp312-manylinux_2_28_x86_64
            """)
    void takesTheVeryFilesThatArePlanned(
            String system,
            @Nullable String driver,
            @Nullable String gpus,
            String pythons,
            String packages,
            String index,
            String versions,
            String tags)
            throws Exception {
        LabMachine machine = new LabMachine(system, driver, gpus, pythons);

        List<Found> taken = uv.take(packages, machine, publicSources());

        assertThat(taken)
                .filteredOn(file -> BOUND.contains(file.file().name()))
                .extracting(Found::toString)
                .containsExactlyInAnyOrderElementsOf(files(index, versions, tags));
        assertThat(taken)
                .filteredOn(file -> !BOUND.contains(file.file().name()))
                .extracting(Found::index)
                .containsOnly("pypi");
        assertThat(taken).allMatch(Found::isOffered);
        assertThat(indexes.askedElsewhere()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            580.95.05  | 6.1 | 3.11.2  | whl/cu126/torch-2.14.1+cu126-cp311-cp311-manylinux_2_28_x86_64.whl  | cupy_cuda12x
            580.95.05  | 8.6 | 3.11.2  | pypi/torch-2.15.0-cp311-cp311-manylinux_2_28_x86_64.whl             | cupy_cuda13x
            470.256.02 | 8.6 | 3.10.12 | whl/cu118/torch-2.7.1+cu118-cp310-cp310-manylinux_2_28_x86_64.whl   | cupy_cuda11x
            """)
    void takesWhatIsMadeForTheCudaOfTorch(String driver, String gpus, String python, String torch, String cupy)
            throws Exception {
        LabMachine machine = new LabMachine("linux-x86_64 2.36", driver, gpus, python);

        List<Found> taken = uv.take("torch cupy", machine, publicSources());

        assertThat(taken).extracting(Found::toString).contains(torch);
        assertThat(taken)
                .extracting(file -> file.file().project())
                .filteredOn(project -> project.startsWith("cupy"))
                .containsExactly(cupy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            470.256.02 | 8.6 | partial/cu118/torch-2.7.1+cu118-cp311-cp311-manylinux_2_28_x86_64.whl
            580.95.05  | 6.1 | pypi/torch-2.7.1-cp311-cp311-manylinux_2_28_x86_64.whl
            535.183.01 | 8.6 | pypi/torch-2.10.0-cp311-cp311-manylinux_2_28_x86_64.whl
            580.95.05  | 8.6 | pypi/torch-2.15.0-cp311-cp311-manylinux_2_28_x86_64.whl
                       |     | partial/cpu/torch-2.14.1+cpu-cp311-cp311-manylinux_2_28_x86_64.whl
            """)
    void takesWhatAMirrorOfSomeBuildsHas(@Nullable String driver, @Nullable String gpus, String torch)
            throws Exception {
        LabMachine machine = new LabMachine("linux-x86_64 2.36", driver, gpus, "3.11.2");
        List<AvailableSource> sources =
                List.of(tree("partial", List.of(new BuildName("cpu"), new BuildName("cu118"))), defaultIndex());

        List<Found> taken = uv.take("torch torchvision", machine, sources);

        assertThat(taken)
                .filteredOn(file -> file.file().name().equals("torch"))
                .extracting(Found::toString)
                .containsExactly(torch);
        assertThat(taken).allMatch(Found::isOffered);
    }

    @ParameterizedTest(name = "{0}, driver {1}, GPUs {2}, Python {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            linux-x86_64 2.31 | 470.256.02 | 8.6 | 3.9.2  | torch==1.10.0 torchvision | whl/cu113 | torch 1.10.0+cu113, torchvision 0.11.1+cu113 | cp39-cp39-linux_x86_64
            linux-x86_64 2.31 | 470.256.02 | 8.6 | 3.8.10 | torch==1.10.1 torchvision | whl/cu113 | torch 1.10.1+cu113, torchvision 0.11.2+cu113 | cp38-cp38-linux_x86_64
            linux-x86_64 2.31 | 470.256.02 | 8.6 | 3.8.10 | torch==1.9.* torchvision  | whl/cu111 | torch 1.9.1+cu111, torchvision 0.10.1+cu111  | cp38-cp38-linux_x86_64
            linux-x86_64 2.31 | 440.33.01  | 6.1 | 3.8.10 | torch==1.9.1              | whl/cu102 | torch 1.9.1+cu102                            | cp38-cp38-linux_x86_64
            linux-x86_64 2.31 | 440.33.01  | 6.1 | 3.7.12 | torch==1.8.1              | whl/cu102 | torch 1.8.1+cu102                            | cp37-cp37m-linux_x86_64
            linux-x86_64 2.31 |            |     | 3.8.10 | torch==1.9.0              | whl/cpu   | torch 1.9.0+cpu                              | cp38-cp38-linux_x86_64
            windows-x86_64    | 471.11     | 8.6 | 3.8.10 | torch==1.9.1 torchvision  | whl/cu111 | torch 1.9.1+cu111, torchvision 0.10.1+cu111  | cp38-cp38-win_amd64
            """)
    void takesFilesOfOldReleasesFromTheirFlatPage(
            String system,
            @Nullable String driver,
            @Nullable String gpus,
            String python,
            String packages,
            String index,
            String versions,
            String tags)
            throws Exception {
        LabMachine machine = new LabMachine(system, driver, gpus, python);

        List<Found> taken = uv.take(packages, machine, publicSources());

        assertThat(taken)
                .filteredOn(file -> BOUND.contains(file.file().name()))
                .extracting(Found::toString)
                .containsExactlyInAnyOrderElementsOf(files(index, versions, tags));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            linux-x86_64 2.36 | 3.9.2  | torch==2.2.* numpy | 1.26.4
            linux-x86_64 2.36 | 3.9.2  | torch==2.3.* numpy | 2.0.2
            windows-x86_64    | 3.9.13 | torch==2.3.* numpy | 1.26.4
            """)
    void keepsOldFilesFromANewerNumpy(String system, String python, String packages, String numpy) throws Exception {
        LabMachine machine = new LabMachine(system, null, null, python);

        List<Found> taken = uv.take(packages, machine, publicSources());

        assertThat(taken)
                .extracting(Found::file)
                .filteredOn(file -> file.name().equals("numpy"))
                .extracting(ListedFile::version)
                .containsExactly(numpy);
    }

    @Test
    void takesAPackageThatASourceClaimsFromThere() throws Exception {
        LabMachine machine = new LabMachine("linux-x86_64 2.36", "580.95.05", "6.1", "3.11.2");
        AvailableSource own = new AvailableSource(
                new SourceName("own"),
                Source.Type.PYPI,
                indexes.url("own"),
                List.of(),
                List.of(),
                List.of(new PackagePattern("numpy")));

        List<Found> taken =
                uv.take("torch torchvision numpy", machine, List.of(own, tree("whl", List.of()), defaultIndex()));

        assertThat(taken)
                .extracting(Found::toString)
                .contains(
                        "own/numpy-2.3.5-py3-none-any.whl",
                        "whl/cu126/torch-2.14.1+cu126-cp311-cp311-manylinux_2_28_x86_64.whl");
    }

    @Test
    void goesAstrayWithoutThePlan() throws Exception {
        LabMachine machine = new LabMachine("linux-x86_64 2.36", "580.95.05", "6.1", "3.11.2");

        List<Found> taken = uv.takeAsWritten("torch numpy", machine, publicSources());

        assertThat(taken).extracting(Found::toString).contains("pypi/torch-90.0-py3-none-any.whl");
    }

    private static List<AvailableSource> publicSources() {
        return List.of(tree("whl", List.of()), defaultIndex());
    }

    private static AvailableSource tree(String path, List<BuildName> builds) {
        return new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, indexes.url(path), builds);
    }

    private static AvailableSource defaultIndex() {
        return new AvailableSource(Source.PYPI, Source.Type.PYPI, indexes.url("pypi"), List.of());
    }

    private static List<String> files(String index, String versions, String tags) {
        return Stream.of(versions.split(", ", -1))
                .map(each -> index + "/" + each.replace(' ', '-') + "-" + tags + ".whl")
                .toList();
    }
}

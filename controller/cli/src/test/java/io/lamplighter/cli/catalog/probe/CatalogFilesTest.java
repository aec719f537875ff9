package io.lamplighter.cli.catalog.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.index.Listing;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.cli.catalog.page.PageServer;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFilesTest {
    private final KnownFiles known = new CatalogFiles(Catalog.shipped(), Source.CONDA_FORGE);

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            torch,       PYPI,    2.10.0, none,  LINUX_X86_64,  12
            torch,       PYPI,    2.10.0, none,  LINUX_AARCH64, 12
            torch,       PYTORCH, 2.10.0, cu126, LINUX_X86_64,  12
            torchvision, PYPI,    0.25.0, none,  none,          none
            torchvision, PYTORCH, 0.25.0, none,  none,          none
            pytorch,     CONDA,   2.9.1,  cu129, LINUX_X86_64,  12
            pytorch,     CONDA,   2.14.1, none,  LINUX_X86_64,  12
            torchvision, CONDA,   0.24.1, none,  none,          none
            """)
    void knowsTheCatalogsFiles(
            String name, SourceKind kind, String release, String build, TargetPlatform platform, Integer minor) {
        List<KnownFile> files = known.of(name, kind);

        assertThat(files).anySatisfy(file -> {
            assertThat(file.release()).hasToString(release);
            assertThat(String.valueOf(file.build())).isEqualTo(String.valueOf(build));
            assertThat(file.platform()).isEqualTo(platform);
            assertThat(file.python() == null ? null : file.python().minor()).isEqualTo(minor);
        });
    }

    @ParameterizedTest
    @CsvSource({"torch, 4", "torchvision, 3", "torchaudio, 2"})
    void knowsEveryFileOfTheRecordedPages(String name, int releases) throws IOException {
        byte[] page = PageServer.recording("index/" + name + ".json").getBytes(StandardCharsets.UTF_8);
        URI address = URI.create("https://mirror.example/simple/" + name + "/");
        Listing listing = new Pages.Body(address, PageServer.JSON, new ByteArrayInputStream(page)).listing();
        List<CarriedFile> carried = new PackagePage(address, address, null, listing)
                .wheels(name).stream().flatMap(ListedWheel::carried).toList();

        PackageReport report = Comparison.of(name, SourceKind.PYPI, carried, known.of(name, SourceKind.PYPI));

        assertThat(carried.stream()
                        .filter(file -> !file.yanked())
                        .map(CarriedFile::release)
                        .distinct())
                .hasSize(releases);
        assertThat(report.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"torchvision, 0.9.2", "torchaudio, 0.8.2"})
    void looksForWhatGoesWithALongTermReleaseOnItsPageAlone(String name, String release) {
        assertThat(known.of(name, SourceKind.PYTORCH))
                .extracting(file -> file.release().toString())
                .contains(release);
        assertThat(known.of(name, SourceKind.PYPI))
                .extracting(file -> file.release().toString())
                .doesNotContain(release);
    }

    @Test
    void tellsChannelsApart() {
        KnownFiles ofPytorch = new CatalogFiles(Catalog.shipped(), Source.PYTORCH_CHANNEL);

        assertThat(ofPytorch.of("pytorch", SourceKind.CONDA))
                .extracting(file -> file.release().toString())
                .contains("2.5.1")
                .doesNotContain("2.9.1");
        assertThat(new CatalogFiles(Catalog.shipped(), null).of("pytorch", SourceKind.CONDA))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cu129, true", "cu130, false", "cpu, false"})
    void takesAnyBuildOfTheMajorThatTheCatalogNames(String build, boolean isOne) {
        CarriedFile file = new CarriedFile(
                "pytorch",
                Pep440Version.parse("2.14.1"),
                new BuildName(build),
                TargetPlatform.LINUX_X86_64,
                PythonTag.exactly(12),
                false);

        assertThat(known.of("pytorch", SourceKind.CONDA).stream()
                        .filter(one -> one.cudaMajor() != null)
                        .anyMatch(one -> one.is(file)))
                .isEqualTo(isOne);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            https://conda.anaconda.org/conda-forge,    none,        conda-forge
            https://conda.anaconda.org/pytorch/,       none,        pytorch-channel
            https://mirror.example/conda/nvidia,       none,        nvidia-channel
            https://repo.anaconda.com/pkgs/main,       none,        none
            https://mirror.example/channel,            conda-forge, conda-forge
            https://mirror.example/channel,            pytorch,     pytorch-channel
            """)
    void knowsAChannelByItsAddress(String address, String named, String channel) {
        assertThat(Channels.of(SourceAddress.parse(address), named).map(SourceName::value))
                .isEqualTo(Optional.ofNullable(channel));
    }

    @Test
    void knowsNothingOfOtherPackages() {
        assertThat(known.of("numpy", SourceKind.PYPI)).isEmpty();
    }
}

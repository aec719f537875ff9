package io.lamplighter.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    @Test
    void everyShippedBuildHasADriverMinimumAndARowForItsCode() {
        Catalog catalog = Catalog.shipped();

        assertThat(Catalog.PLATFORMS).flatMap(catalog::builds).isNotEmpty().allSatisfy(build -> {
            assertThat(build.pythons()).isNotEmpty();
            assertThat(build.code() != null).isEqualTo(build.cuda().isPresent());
            assertThat(build.cuda().stream().map(cuda -> catalog.drivers().minimum(cuda, DriverSystem.LINUX)))
                    .allMatch(minimum -> minimum.isPresent());
        });
    }

    @Test
    void whatIsShippedIsWhole() {
        Catalog shipped = Catalog.shipped();

        Catalog read = Catalog.read(shipped.texts());
        assertThat(read.version()).isEqualTo(shipped.version());
        assertThat(read.tables()).isEqualTo(shipped.tables());
    }

    @Test
    void everyShippedTorchHasItsCompanions() {
        Catalog catalog = Catalog.shipped();

        assertThat(catalog.releases())
                .allSatisfy(release -> assertThat(List.of("torchvision", "torchaudio"))
                        .allSatisfy(name -> assertThat(catalog.companions().serving(name, release))
                                .isNotEmpty()));
    }

    @Test
    void saysAllThatIsWrongWithEachOfItsFiles() {
        Map<String, String> texts = shippedTexts();
        texts.computeIfPresent("torch.yaml", (_, text) -> text.replace("sources:", "sauces:"));
        texts.computeIfPresent("drivers.yaml", (_, text) -> text + "extra: 1\n");
        texts.remove("cudnn.yaml");
        texts.put("notes.yaml", "");

        assertThatExceptionOfType(InvalidCatalog.class)
                .isThrownBy(() -> Catalog.read(texts))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(ManifestProblem::file)
                        .contains("notes.yaml", "torch.yaml", "drivers.yaml", "cudnn.yaml"))
                .withMessageContaining("cudnn.yaml: this file is missing")
                .withMessageMatching("(?s).*torch\\.yaml:\\d+:1: .*sauces.*");
    }

    @Test
    void changesItsVersionWithEveryRow() {
        Map<String, String> texts = shippedTexts();
        texts.computeIfPresent("drivers.yaml", (_, text) -> text.replace("595.45.04", "595.45.05"));

        Catalog changed = Catalog.read(texts);

        assertThat(changed.version()).hasSize(64).isNotEqualTo(Catalog.shipped().version());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1.12.1, cu102
            2.0.1,  cu117
            2.4.1,  cu121
            2.6.0,  cu124
            2.7.1,  cu126
            2.10.0, cu128
            2.11.0, cu130
            2.15.0, cu132
            """)
    void knowsWhichBuildTheDefaultIndexHas(String release, String build) {
        assertThat(Catalog.shipped().builds("linux-x86_64"))
                .filteredOn(each ->
                        each.place() == Source.Type.PYPI && each.release().equals(Pep440Version.parse(release)))
                .extracting(TorchBuild::label)
                .containsExactly(build);
    }

    @Test
    void doesNotInventWhatATreeCarriesOfTheNewestRelease() {
        Catalog catalog = Catalog.shipped();

        assertThat(catalog.releasesNewerThanTrees()).containsExactly(Pep440Version.parse("2.15.0"));
        assertThat(catalog.builds("linux-x86_64"))
                .filteredOn(build -> build.release().equals(Pep440Version.parse("2.15.0")))
                .extracting(TorchBuild::place)
                .doesNotContain(Source.Type.PYTORCH);
    }

    private static Map<String, String> shippedTexts() {
        return new HashMap<>(Catalog.shipped().texts());
    }
}

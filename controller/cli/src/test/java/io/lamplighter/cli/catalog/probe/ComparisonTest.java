package io.lamplighter.cli.catalog.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.index.ListedFile;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final FakeKnownFiles known = new FakeKnownFiles();

    @Test
    void takesAFileForAnyPythonForThoseItServes() {
        known.knows("torchvision", SourceKind.PYPI, "0.29.2", null, 11, 12)
                .knows("torchvision", SourceKind.PYPI, "0.29.1", null, 9, 12);

        PackageReport report = compare(
                "torchvision",
                "torchvision-0.29.2-py3-none-manylinux_2_28_x86_64.whl",
                "torchvision-0.29.1-cp310-abi3-manylinux_2_28_x86_64.whl");

        assertThat(report.unknown()).isEmpty();
        assertThat(report.lacking()).containsExactly(Rows.row("0.29.1", List.of(), "linux-x86_64", "3.9"));
    }

    @Test
    void leavesWhatTheCatalogCannotKnowOutOfTheComparison() {
        known.knows("torch", SourceKind.PYPI, "2.10.0", null, 11);

        PackageReport report = compare(
                "torch",
                "torch-2.10.0-cp311-cp311-linux_x86_64.whl",
                "torch-2.10.0-cp39-cp39-linux_x86_64.whl",
                "torch-2.10.0-cp313-cp313t-linux_x86_64.whl",
                "torch-2.10.0-cp311-cp311-win_amd64.whl",
                "torch-2.10.0-cp311-none-macosx_11_0_arm64.whl",
                "torch-2.11.0rc1-cp311-cp311-linux_x86_64.whl",
                "torch-2.9.1-cp311-cp311-linux_x86_64.whl");

        assertThat(report.agrees()).isTrue();
        assertThat(report.notCompared())
                .containsExactly(
                        "for Pythons older than the catalog begins (3.11): 2.10.0",
                        "for free-threaded Pythons: 2.10.0",
                        "the catalog says nothing of windows-x86_64: 2.10.0",
                        "pre-releases: 2.11.0rc1",
                        "older than the catalog begins (2.10.0): 2.9.1");
    }

    @Test
    void tellsANewerReleaseAndANewerPython() {
        known.knows("torch", SourceKind.PYPI, "2.10.0", null, 11);

        PackageReport report = compare(
                "torch",
                "torch-2.10.0-cp311-cp311-linux_x86_64.whl",
                "torch-2.10.0-cp312-cp312-linux_x86_64.whl",
                "torch-2.11.0-cp311-cp311-linux_x86_64.whl");

        assertThat(report.unknown())
                .containsExactly(
                        Rows.row("2.11.0", List.of(), "linux-x86_64", "3.11"),
                        Rows.row("2.10.0", List.of(), "linux-x86_64", "3.12"));
        assertThat(report.verdicts()).isEmpty();
    }

    @Test
    void takesAllForNewsWhereNothingIsKnown() {
        PackageReport report = compare("thing", "thing-1.0rc1-cp39-cp39-linux_x86_64.whl");

        assertThat(report.agrees()).isFalse();
        assertThat(report.newest()).isNull();
        assertThat(report.unknown()).containsExactly(Rows.row("1.0rc1", List.of(), "linux-x86_64", "3.9"));
        assertThat(report.verdicts()).containsExactly("the catalog knows no thing at a source of type pypi");
    }

    @Test
    void comparesASourceThatHasPreReleasesOnly() {
        known.knows("torch", SourceKind.PYPI, "2.10.0", null, 11);

        PackageReport report = compare("torch", "torch-2.11.0rc1-cp311-cp311-linux_x86_64.whl");

        assertThat(report.newest()).isNull();
        assertThat(report.lacking()).containsExactly(Rows.row("2.10.0", List.of(), "linux-x86_64", "3.11"));
        assertThat(report.verdicts()).isEmpty();
    }

    @Test
    void namesManyReleasesByTheirEnds() {
        known.knows("torch", SourceKind.PYPI, "2.20.0", null, 11);
        String[] files = Stream.concat(
                        Stream.of("torch-2.20.0-cp311-cp311-linux_x86_64.whl"),
                        Stream.iterate(0, minor -> minor + 1)
                                .limit(9)
                                .map(minor -> "torch-2." + minor + ".0-cp311-cp311-linux_x86_64.whl"))
                .toArray(String[]::new);

        PackageReport report = compare("torch", files);

        assertThat(report.notCompared())
                .containsExactly("older than the catalog begins (2.20.0): 9 releases from 2.0.0 to 2.8.0");
    }

    private PackageReport compare(String name, String... files) {
        List<CarriedFile> carried = Stream.of(files)
                .map(file -> new ListedFile(file, URI.create("https://mirror.example/" + file), null, null, null, null))
                .flatMap(file -> ListedWheel.find(file, null).orElseThrow().carried())
                .toList();
        return Comparison.of(name, SourceKind.PYPI, carried, known.of(name, SourceKind.PYPI));
    }
}

package io.lamplighter.cli.catalog.probe;

import static io.lamplighter.cli.catalog.probe.SourceKind.CONDA;
import static io.lamplighter.cli.catalog.probe.SourceKind.PYPI;
import static io.lamplighter.cli.catalog.probe.SourceKind.PYTORCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.cli.catalog.page.AnyPages;
import io.lamplighter.cli.catalog.page.PageServer;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.planner.catalog.Catalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReportTest {
    private static final String GARBAGE = "<html><body><h1>Please log in</h1><a href=\"/login\">here</a></body></html>";

    @TempDir
    Path folder;

    private final FakeKnownFiles known = new FakeKnownFiles();
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void agreesWithARealIndexThatHasWhatIsKnown() {
        server.negotiated(
                "/simple/torch/", PageServer.recording("index/torch.html"), PageServer.recording("index/torch.json"));
        known.knows("torch", PYPI, "2.15.0", null, 11, 12)
                .knows("torch", PYPI, "2.14.1", null, 11, 12)
                .knows("torch", PYPI, "2.11.0", null, 11, 12);

        ProbeReport report = probe("/simple", null, "torch");

        assertThat(report.agrees()).isTrue();
        assertThat(report.type()).isEqualTo(PYPI);
        assertThat(report.form()).isEqualTo("an index");
        assertThat(report.packages()).singleElement().satisfies(torch -> {
            assertThat(torch.newest()).isEqualTo("2.15.0");
            assertThat(torch.verdicts()).isEmpty();
            assertThat(torch.notCompared())
                    .containsExactlyInAnyOrder(
                            "older than the catalog begins (2.11.0): 1.8.1",
                            "the catalog says nothing of windows-x86_64: 2.15.0 2.14.1 2.11.0",
                            "the catalog says nothing of linux-aarch64: 2.15.0 2.14.1 2.11.0",
                            "for free-threaded Pythons: 2.11.0");
            assertThat(torch.carried()).contains(row("2.11.0", List.of(), "linux-x86_64", "3.11", "3.12", "3.13t"));
        });
        assertThat(server.asked()).containsExactly("/simple/torch/");
    }

    @Test
    void tellsWhatAnIndexCarriesThatNobodyKnows() {
        server.json("/simple/torch/", PageServer.recording("index/torch.json"));
        known.knows("torch", PYPI, "2.14.1", null, 12).knows("torch", PYPI, "1.8.1", null, 9);

        PackageReport torch = only(probe("/simple", PYPI, "torch"));

        assertThat(torch.agrees()).isFalse();
        assertThat(torch.lacking()).isEmpty();
        assertThat(torch.unknown())
                .containsExactly(
                        row("2.15.0", List.of(), "linux-x86_64", "3.11", "3.12"),
                        row("2.14.1", List.of(), "linux-x86_64", "3.11"),
                        row("2.11.0", List.of(), "linux-x86_64", "3.11", "3.12"));
    }

    @Test
    void tellsThatAMirrorIsStaleAndPartial() {
        server.index("/simple/torch/", "torch-2.9.1-cp311-cp311-manylinux_2_28_x86_64.whl");
        known.knows("torch", PYPI, "2.10.0", null, 11, 12)
                .knows("torch", PYPI, "2.9.1", null, 11, 12)
                .knows("torchvision", PYPI, "0.24.1", null);

        ProbeReport report = probe("/simple", null, "torch", "torchvision");

        assertThat(report.agrees()).isFalse();
        PackageReport torch = report.packages().getFirst();
        assertThat(torch.verdicts()).containsExactly("stale: its newest torch is 2.9.1, the catalog knows 2.10.0");
        assertThat(torch.lacking())
                .containsExactly(
                        row("2.10.0", List.of(), "linux-x86_64", "3.11", "3.12"),
                        row("2.9.1", List.of(), "linux-x86_64", "3.12"));
        PackageReport torchvision = report.packages().getLast();
        assertThat(torchvision.verdicts()).containsExactly("it has no torchvision at all");
        assertThat(torchvision.lacking()).containsExactly(row("0.24.1", List.of(), null));
    }

    @Test
    void namesTheHostThatAMirrorSendsItsClientsTo() {
        server.html("/simple/torch/", """
                <a href="torch-2.9.1-cp311-cp311-linux_x86_64.whl#sha256=%1$s">a</a>
                <a href="https://upstream.example/torch-2.9.1-cp312-cp312-linux_x86_64.whl#sha256=%1$s" data-core-metadata="true">b</a>
                """.formatted("0123456789abcdef".repeat(4)));

        ProbeReport report = probe("/simple", null, "torch");

        assertThat(report.remarks())
                .containsExactly(
                        "1 of 2 files are fetched from upstream.example, not from 127.0.0.1",
                        "1 of 2 files let their metadata be read alone");
    }

    @Test
    void remarksWhatIsYankedUnprovedAndUnreadable() {
        server.json("/simple/torchvision/", PageServer.recording("index/torchvision.json"))
                .html("/simple/torch/", """
                        <a href="torch-2.9.1-cp311-cp311-linux_x86_64.whl">torch-2.9.1-cp311-cp311-linux_x86_64.whl</a>
                        <a href="torch-latest.whl">torch-latest.whl</a>""");
        known.knows("torchvision", PYPI, "0.9.1", null)
                .knows("torchvision", PYPI, "0.26.0", null)
                .knows("torchvision", PYPI, "0.29.2", null)
                .knows("torch", PYPI, "2.9.1", null);

        ProbeReport report = probe("/simple", null, "torch", "torchvision");

        assertThat(report.agrees()).isTrue();
        assertThat(report.packages().getLast().notCompared()).contains("yanked: 0.15.0");
        assertThat(report.remarks())
                .containsExactly(
                        "yanked: torchvision 0.15.0 (Contains an incorrect torch dependency)",
                        "1 of 31 files come without a SHA-256",
                        "0 of 31 files let their metadata be read alone",
                        "the name of torch-latest.whl cannot be read");
    }

    @Test
    void takesALabelledFileOnADefaultIndexForNews() {
        server.index(
                "/simple/torch/",
                "torch-2.9.1-cp311-cp311-linux_x86_64.whl",
                "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl");
        known.knows("torch", PYPI, "2.9.1", null, 11);

        ProbeReport report = probe("/simple", null, "torch");

        assertThat(report.type()).isEqualTo(PYPI);
        assertThat(only(report).unknown()).containsExactly(row("2.9.1", List.of("cu126"), "linux-x86_64", "3.11"));
    }

    @Test
    void findsTheBranchesOfATreeOnItsRootPage() {
        server.html(
                        "/whl/",
                        "<a href=\"cpu/\">cpu</a> <a href='/whl/cu126'>cu126</a> <a href=\"rocm6.4/\">rocm6.4</a>"
                                + " <a href=\"nightly/\">nightly</a>")
                .index("/whl/cpu/torch/", "torch-2.9.1+cpu-cp311-cp311-linux_x86_64.whl")
                .index("/whl/cu126/torch/", "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl");
        known.knows("torch", PYTORCH, "2.9.1", "cpu", 11)
                .knows("torch", PYTORCH, "2.9.1", "cu126", 11)
                .knows("torch", PYTORCH, "2.9.1", "cu118", 11);

        ProbeReport report = probe("/whl", null, "torch");

        assertThat(report.type()).isEqualTo(PYTORCH);
        assertThat(report.form()).isEqualTo("a tree of cpu cu126");
        assertThat(only(report).carried())
                .containsExactly(row("2.9.1", List.of("cpu", "cu126"), "linux-x86_64", "3.11"));
        assertThat(only(report).verdicts()).containsExactly("partial: no cu118");
        assertThat(only(report).lacking()).containsExactly(row("2.9.1", List.of("cu118"), "linux-x86_64", "3.11"));
        assertThat(server.asked()).doesNotContain("/whl/cu118/torch/", "/whl/rocm6.4/torch/");
    }

    @Test
    void asksForTheKnownBranchesWhereTheRootListsNone() {
        server.status("/whl/", 403)
                .index("/whl/torch/", "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl")
                .index(
                        "/whl/cu126/torch/",
                        "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl",
                        "torch-2.10.0+cu126-cp311-cp311-linux_x86_64.whl");
        known.knows("torch", PYTORCH, "2.9.1", "cu126", 11);

        ProbeReport found = probe("/whl", null, "torch");
        ProbeReport told = probe("/whl", PYTORCH, "torch");

        assertThat(found).isEqualTo(told);
        assertThat(only(found).unknown()).containsExactly(row("2.10.0", List.of("cu126"), "linux-x86_64", "3.11"));
    }

    @Test
    void readsTheBuildFromThePlaceWhereOldFilesHaveNoLabel() {
        server.index("/whl/", "cpu/", "cu102/")
                .html("/whl/cu102/torch/", "<a href=\"/whl/cu102/torch-1.8.1-cp39-cp39-linux_x86_64.whl\">torch</a>")
                .html("/whl/cpu/torch/", "<a href=\"/elsewhere/torch-1.8.1-cp39-cp39-linux_x86_64.whl\">torch</a>");

        PackageReport torch = only(probe("/whl", PYTORCH, "torch"));

        assertThat(torch.carried()).containsExactly(row("1.8.1", List.of("cpu", "cu102"), "linux-x86_64", "3.9"));
        assertThat(torch.verdicts()).containsExactly("the catalog knows no torch at a source of type pytorch");
    }

    @Test
    void readsATreeWhoseBranchesAreFlatPages() {
        server.index("/wheels/", "cu126/")
                .index(
                        "/wheels/cu126/",
                        "torch-2.9.1+cu126-cp311-cp311-linux_x86_64.whl",
                        "numpy-2.0.0-cp311-cp311-manylinux_2_17_x86_64.whl");

        ProbeReport report = probe("/wheels", null, "torch");

        assertThat(report.form()).isEqualTo("a tree of cu126");
        assertThat(report.remarks())
                .contains("cu126 is one page of files: installers take it as find-links, not as an index");
        assertThat(only(report).carried()).hasSize(1);
    }

    @Test
    void readsAFlatPageOfOldReleases() {
        server.html("/whl/torch_stable.html", """
                <a href="cu111/torch-1.8.1%2Bcu111-cp39-cp39-linux_x86_64.whl">cu111/torch-1.8.1+cu111-cp39-cp39-linux_x86_64.whl</a><br>
                <a href="cpu/torch-1.8.1%2Bcpu-cp39-cp39-win_amd64.whl">cpu/torch-1.8.1+cpu-cp39-cp39-win_amd64.whl</a><br>
                <a href="rocm4.0.1/torch-1.8.1%2Brocm4.0.1-cp39-cp39-linux_x86_64.whl">rocm</a><br>
                <a href="cu111/torchvision-0.9.1%2Bcu111-cp39-cp39-linux_x86_64.whl">torchvision</a><br>
                """);

        ProbeReport report = probe("/whl/torch_stable.html", null, "torch", "torchvision");

        assertThat(report.type()).isEqualTo(PYTORCH);
        assertThat(report.form()).isEqualTo("a flat page");
        assertThat(report.packages().getFirst().carried())
                .containsExactly(
                        row("1.8.1", List.of("cu111"), "linux-x86_64", "3.9"),
                        row("1.8.1", List.of("cpu"), "windows-x86_64", "3.9"));
        assertThat(report.packages().getLast().newest()).isEqualTo("0.9.1");
        assertThat(report.remarks()).contains("builds that are not planned for: rocm4.0.1 (1)");
    }

    @Test
    void readsAFolderOfWheels() throws IOException {
        Files.writeString(folder.resolve("torch-2.9.1-cp311-cp311-manylinux_2_28_x86_64.whl"), "");
        Files.writeString(folder.resolve("notes.txt"), "");
        known.knows("torch", PYPI, "2.9.1", null, 11);

        ProbeReport report = find(folder.toUri().toString(), null, "torch");

        assertThat(report.agrees()).isTrue();
        assertThat(report.form()).isEqualTo("a flat page");
        assertThat(report.type()).isEqualTo(PYPI);
    }

    @Test
    void readsAChannel() {
        server.json("/channel/linux-64/repodata.json", PageServer.recording("channel/repodata.json"));
        known.knows("pytorch", CONDA, "2.5.1", "cpu", 11).knows("pytorch", CONDA, "2.5.1", "cu124", 11);

        ProbeReport report = probe("/channel", null);

        assertThat(report.type()).isEqualTo(CONDA);
        assertThat(report.form()).isEqualTo("a channel of linux-64");
        assertThat(report.packages())
                .extracting(PackageReport::name)
                .containsExactly("pytorch", "torchvision", "torchaudio");
        PackageReport pytorch = report.packages().getFirst();
        assertThat(pytorch.carried())
                .containsExactlyInAnyOrder(
                        row("2.10.0", List.of("cu126"), "linux-x86_64", "3.11"),
                        row("2.10.0", List.of("cpu"), "linux-x86_64", "3.12"),
                        row("2.5.1", List.of("cpu", "cu121"), "linux-x86_64", "3.11"),
                        row("1.8.1", List.of("cu102"), "linux-x86_64", "3.8"));
        assertThat(pytorch.lacking()).containsExactly(row("2.5.1", List.of("cu124"), "linux-x86_64", "3.11"));
        assertThat(report.packages().get(1).carried())
                .containsExactly(row("0.20.1", List.of("cu121"), "linux-x86_64", "3.11"));
    }

    @Test
    void readsAChannelThatHasItsListPackedOnly() throws IOException {
        server.file("/channel/linux-64/repodata.json.zst", packed(PageServer.recording("channel/repodata.json")));

        ProbeReport report = probe("/channel", null, "pytorch");

        assertThat(report.form()).isEqualTo("a channel of linux-64");
        assertThat(only(report).newest()).isEqualTo("2.10.0");
    }

    @Test
    void readsAChannelThatHasItsListOnlyAsOldMirrorsPackIt() throws IOException {
        String blocks = PageServer.recording("channel/repodata.json") + " ".repeat(2_000_000);
        server.file("/channel/linux-64/repodata.json.bz2", packedByBzip2(blocks));

        assertThat(only(probe("/channel", null, "pytorch")).newest()).isEqualTo("2.10.0");
    }

    @Test
    void saysThatAListPackedByBzip2BreaksOff() throws IOException {
        byte[] whole = packedByBzip2(PageServer.recording("channel/repodata.json"));
        server.file("/channel/linux-64/repodata.json.bz2", Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> probe("/channel", CONDA, "pytorch"))
                .isInstanceOf(LampException.class)
                .hasMessageContaining("repodata.json.bz2");
    }

    private static byte[] packedByBzip2(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream packing = new BZip2CompressorOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void saysThatAPackedListIsNone() {
        server.html("/channel/linux-64/repodata.json.zst", GARBAGE);

        assertThatThrownBy(() -> probe("/channel", CONDA, "pytorch"))
                .isInstanceOf(LampException.class)
                .hasMessageContaining("it is not packed by zstd, or badly");
    }

    @Test
    void findsAStaleAndPartialMirrorOfAChannel() {
        server.json("/mirror/linux-64/repodata.json", PageServer.recording("channel/repodata.json"));
        SourceAddress address = SourceAddress.parse(server.url() + "/mirror");
        KnownFiles ofChannel = new CatalogFiles(Catalog.shipped(), Source.CONDA_FORGE);
        Carried carried =
                new SourceSearch(new AnyPages(), List.of()).find(address, CONDA, List.of("pytorch", "torchvision"));

        ProbeReport report = ProbeReport.of(address, carried, ofChannel);

        PackageReport pytorch = report.packages().getFirst();
        assertThat(pytorch.verdicts())
                .contains(
                        "stale: its newest pytorch is 2.10.0, the catalog knows 2.14.1",
                        "partial: nothing for linux-aarch64, windows-x86_64");
        assertThat(pytorch.unknown()).containsExactly(row("2.10.0", List.of("cu126"), "linux-x86_64", "3.11"));
        assertThat(pytorch.lacking())
                .contains(row(
                        "2.10.0", List.of("cu129", "cu130"), "linux-x86_64", "3.10", "3.11", "3.12", "3.13", "3.14"));
        assertThat(report.packages().getLast().verdicts()).isNotEmpty();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream packing = new ZstdOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void knowsTorchByItsNameOnChannels() {
        server.json("/channel/linux-64/repodata.json", PageServer.recording("channel/repodata.json"));

        ProbeReport report = probe("/channel", CONDA, "torch");

        assertThat(only(report).name()).isEqualTo("pytorch");
        assertThat(only(report).newest()).isEqualTo("2.10.0");
    }

    @Test
    void saysThatAListOfPackagesBreaksOff() {
        String whole = PageServer.recording("channel/repodata.json");
        server.json("/channel/linux-64/repodata.json", whole.substring(0, whole.length() / 2));

        assertThatThrownBy(() -> probe("/channel", CONDA))
                .isInstanceOfSatisfying(
                        LampException.class,
                        trouble -> assertThat(trouble.status()).isEqualTo(ExitStatus.SOURCE))
                .hasMessageContaining(
                        "/channel/linux-64/repodata.json cannot be read: it is no list of packages: Unexpected");
    }

    @Test
    void passesOverThePackagesThatNobodyAskedFor() {
        String other =
                "\"numpy-1.%d.0-py311_0.conda\": {\"name\": \"numpy\", \"depends\": [\"" + "x".repeat(900) + "\"]},";
        String most = IntStream.range(0, 20_000).mapToObj(other::formatted).collect(Collectors.joining());
        server.json(
                "/channel/noarch/repodata.json",
                "{\"packages.conda\": {" + most
                        + "\"cuda-version-12.6-h1_0.conda\": {\"version\": \"12.6\", \"build\": \"h1_0\"}}}");

        ProbeReport report = probe("/channel", CONDA, "cuda-version");

        assertThat(only(report).carried()).containsExactly(row("12.6", List.of(), null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            none
            PYPI
            PYTORCH
            CONDA
            """)
    void saysThatThereIsNothing(@Nullable SourceKind type) {
        assertThatThrownBy(() -> probe("/nowhere", type, "torch"))
                .isInstanceOfSatisfying(
                        LampException.class,
                        trouble -> assertThat(trouble.status()).isEqualTo(ExitStatus.SOURCE))
                .hasMessage(server.url() + "/nowhere has no file of " + (type == CONDA ? "pytorch" : "torch")
                        + "; check the address, and say by --type what it is");
    }

    @Test
    void isNotFooledByAServerThatAnswersEverythingWithOnePage() {
        Stream.of("/", "/torch/", "/cpu/torch/", "/cpu/", "/linux-64/repodata.json", "/noarch/repodata.json")
                .forEach(path -> server.html(path, GARBAGE));

        assertThatThrownBy(() -> probe("", null, "torch")).hasMessageContaining("has no file of torch");
    }

    @Test
    void doesNotTakeTroubleForAbsence() {
        server.index("/simple/torch/", "torch-2.9.1-cp311-cp311-linux_x86_64.whl")
                .status("/simple/torchvision/", 503);

        assertThatThrownBy(() -> probe("/simple", null, "torch", "torchvision"))
                .hasMessageContaining("/simple/torchvision/ cannot be read: HTTP status 503");
    }

    @Test
    void remarksARedirectToAnotherHost() {
        server.redirect("/simple/torch/", server.url().replace("127.0.0.1", "localhost") + "/real/torch/")
                .index("/real/torch/", "torch-2.9.1-cp311-cp311-linux_x86_64.whl");

        ProbeReport report = probe("/simple", null, "torch");

        assertThat(report.remarks())
                .contains(
                        "asking 127.0.0.1 ends at localhost: it redirects",
                        "1 of 1 files are fetched from localhost, not from 127.0.0.1");
    }

    private ProbeReport probe(String path, @Nullable SourceKind type, String... packages) {
        return find(server.url() + path, type, packages);
    }

    private ProbeReport find(String source, @Nullable SourceKind type, String... packages) {
        SourceAddress address = SourceAddress.parse(source);
        List<BuildName> builds = known.of("torch", PYTORCH).stream()
                .flatMap(file -> Stream.ofNullable(file.build()))
                .toList();
        Carried carried = new SourceSearch(new AnyPages(), builds)
                .find(address, type, packages.length == 0 ? null : List.of(packages));
        return ProbeReport.of(address, carried, known);
    }

    private static PackageReport only(ProbeReport report) {
        assertThat(report.packages()).hasSize(1);
        return report.packages().getFirst();
    }

    private static Row row(String release, List<String> builds, @Nullable String platform, String... pythons) {
        return Rows.row(release, builds, platform, pythons);
    }
}

package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.installer.ListedFile.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The default index and a PyTorch-style tree with file names and requirements as the real ones have them, and with what
 * leads a solver astray there.
 */
final class TorchIndexes {
    private static final List<String> CPYTHONS =
            List.of("cp37", "cp38", "cp39", "cp310", "cp311", "cp312", "cp313", "cp314", "cp315");

    /** The builds that the partial mirror has. */
    private static final List<String> OF_PARTIAL_MIRROR = List.of("cpu", "cu118");

    private final ListedIndexes indexes;

    private TorchIndexes(ListedIndexes indexes) {
        this.indexes = indexes;
    }

    /** Serves {@code pypi}, the tree {@code whl}, its mirror {@code partial}, and {@code own}, an index of a site. */
    static ListedIndexes serve() throws IOException {
        TorchIndexes filled = new TorchIndexes(new ListedIndexes());
        filled.addTorch();
        filled.addPackagesOfTheDefaultIndex();
        filled.addPackagesBoundToCuda();
        filled.addDecoysOfTheDefaultIndex();
        filled.addDecoysOfTheTree();
        filled.addFlatPages();
        filled.indexes.add("own", ListedFile.wheel("numpy", "2.3.5", "py3-none-any"));
        return filled.indexes;
    }

    private void addTorch() throws IOException {
        try (InputStream file = Objects.requireNonNull(TorchIndexes.class.getResourceAsStream("/index/torch.csv"))) {
            new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(TorchRelease::parse)
                    .forEach(this::add);
        }
    }

    private void add(TorchRelease release) {
        addLibraries(release);
        for (TorchRelease.Platform platform : TorchRelease.Platform.values()) {
            for (String python : release.pythons()) {
                addTrio("pypi", release, "", tags(python, release.indexTag(platform)), release.requirements());
                for (String build : release.builds(platform)) {
                    String tags = tags(python, release.treeTag(platform));
                    List<String> requirements = release.requirementsOf(build);
                    addTrio("whl/" + build, release, "+" + build, tags, requirements);
                    if (OF_PARTIAL_MIRROR.contains(build)) {
                        addTrio("partial/" + build, release, "+" + build, tags, requirements);
                    }
                }
            }
        }
    }

    private void addLibraries(TorchRelease release) {
        for (String tag : release.libraryTags()) {
            for (String major : List.of("11", "12", "13")) {
                indexes.add("pypi", ListedFile.wheel("nvidia_cudnn_cu" + major, release.cudnn(), "py3-none-" + tag));
            }
            for (String python : release.pythons()) {
                indexes.add("pypi", ListedFile.wheel("triton", release.triton(), tags(python, tag)));
            }
        }
    }

    private void addTrio(String index, TorchRelease release, String local, String tags, List<String> requires) {
        indexes.add(index, ListedFile.wheel("torch", release.torch() + local, tags, requires.toArray(String[]::new)));
        indexes.add(
                index,
                ListedFile.wheel(
                        "torchvision",
                        release.torchvision() + local,
                        tags,
                        "numpy",
                        release.torchOfTorchvision(),
                        "pillow>=5.3.0,!=8.3.*"));
        if (!release.torchaudio().isEmpty()) {
            String[] requirements = release.torchOfTorchaudio().toArray(String[]::new);
            indexes.add(index, ListedFile.wheel("torchaudio", release.torchaudio() + local, tags, requirements));
        }
    }

    private void addPackagesOfTheDefaultIndex() {
        Stream.of(
                        ListedFile.wheel("filelock", "3.20.0", "py3-none-any"),
                        ListedFile.wheel("typing_extensions", "4.15.0", "py3-none-any"),
                        ListedFile.wheel("sympy", "1.14.0", "py3-none-any", "mpmath<1.4,>=1.1.0"),
                        ListedFile.wheel("mpmath", "1.3.0", "py3-none-any"),
                        ListedFile.wheel("networkx", "3.5", "py3-none-any"),
                        ListedFile.wheel("jinja2", "3.1.6", "py3-none-any", "MarkupSafe>=2.0"),
                        ListedFile.wheel("markupsafe", "3.0.3", "py3-none-any"),
                        ListedFile.wheel("fsspec", "2025.10.0", "py3-none-any"),
                        ListedFile.wheel("setuptools", "80.9.0", "py3-none-any"),
                        ListedFile.wheel("timm", "1.0.22", "py3-none-any", "torch", "torchvision"))
                .forEach(file -> indexes.add("pypi", file));
        addForPythons("numpy", "2.4.0", CPYTHONS.subList(4, 9));
        addForPythons("numpy", "2.2.6", CPYTHONS.subList(3, 7));
        addForPythons("numpy", "2.0.2", CPYTHONS.subList(2, 6));
        addForPythons("numpy", "1.26.4", CPYTHONS.subList(2, 6));
        addForPythons("numpy", "1.21.6", CPYTHONS.subList(0, 4));
        addForPythons("pillow", "12.0.0", CPYTHONS.subList(3, 9));
        addForPythons("pillow", "9.5.0", CPYTHONS.subList(0, 5));
    }

    private void addPackagesBoundToCuda() {
        addForPythons("cupy_cuda11x", "13.6.0", CPYTHONS.subList(2, 7));
        addForPythons("cupy_cuda12x", "13.6.0", CPYTHONS.subList(2, 8));
        addForPythons("cupy_cuda13x", "13.6.0", CPYTHONS.subList(2, 8));
        indexes.add("pypi", ListedFile.source("cupy", "13.6.0"));
    }

    private void addForPythons(String project, String version, List<String> pythons) {
        for (String python : pythons) {
            for (String platform : List.of(
                    "manylinux_2_17_x86_64.manylinux2014_x86_64",
                    "manylinux_2_17_aarch64.manylinux2014_aarch64",
                    "win_amd64")) {
                indexes.add("pypi", ListedFile.wheel(project, version, tags(python, platform)));
            }
        }
    }

    /** Newer than anything that is planned: each is refused for another reason. */
    private void addDecoysOfTheDefaultIndex() {
        for (String project : List.of("torch", "torchvision", "torchaudio", "numpy")) {
            indexes.add("pypi", decoy(project, "91.0", Listing.YANKED))
                    .add("pypi", decoy(project, "92.0rc1", Listing.DECOY))
                    .add("pypi", ListedFile.source(project, "93.0"))
                    .add("pypi", foreign(project, "94.0"));
        }
        for (String project : List.of("torch", "torchvision", "torchaudio")) {
            indexes.add("pypi", decoy(project, "90.0", Listing.DECOY));
        }
    }

    private void addDecoysOfTheTree() {
        for (String build : List.of("cpu", "cu118", "cu124", "cu126", "cu128", "cu130")) {
            for (String project : List.of("torch", "torchvision", "torchaudio")) {
                indexes.add("whl/" + build, decoy(project, "91.0+" + build, Listing.YANKED))
                        .add("whl/" + build, decoy(project, "92.0.dev20261101+" + build, Listing.DECOY))
                        .add("whl/" + build, decoy(project, "95.0+" + build, Listing.ELSEWHERE))
                        .add("whl/" + build, foreign(project, "94.0+" + build));
            }
            indexes.add("whl/" + build, decoy("numpy", "1.19.5", Listing.DECOY))
                    .add("whl/" + build, decoy("typing_extensions", "99.0", Listing.DECOY))
                    .add("whl/" + build, decoy("filelock", "99.0", Listing.DECOY));
        }
        indexes.add("whl/cu126", decoy("torchvision", "0.29.2+cu126", Listing.YANKED));
    }

    /** Releases before the tree had indexes: one page has all builds, or one all of a build. */
    private void addFlatPages() {
        for (String build : List.of("cpu", "cu102", "cu111")) {
            addToFlatPage("whl/torch_stable.html", build, "1.8.1", "0.9.1");
            addToFlatPage("whl/torch_stable.html", build, "1.9.0", "0.10.0");
            addToFlatPage("whl/torch_stable.html", build, "1.9.1", "0.10.1");
            addToFlatPage("whl/torch_stable.html", build, "1.10.0", "0.11.1");
        }
        addToFlatPage("whl/cu111/torch_stable.html", "cu111", "1.10.1", "0.11.2");
        addToFlatPage("whl/cu113/torch_stable.html", "cu113", "1.10.0", "0.11.1");
        addToFlatPage("whl/cu113/torch_stable.html", "cu113", "1.10.1", "0.11.2");
    }

    private void addToFlatPage(String page, String build, String torch, String torchvision) {
        String index = "whl/" + build;
        String local = "+" + build;
        for (String platform : List.of("linux_x86_64", "win_amd64")) {
            for (String python : CPYTHONS.subList(0, 3)) {
                String tags = tags(python, platform);
                String bound = "torch==" + torch;
                indexes.addToPage(page, index, ListedFile.wheel("torch", torch + local, tags, "typing-extensions"));
                indexes.addToPage(
                        page, index, ListedFile.wheel("torchvision", torchvision + local, tags, "numpy", bound));
            }
        }
    }

    private static ListedFile decoy(String project, String version, Listing listing) {
        return ListedFile.wheel(project, version, "py3-none-any").as(listing);
    }

    private static ListedFile foreign(String project, String version) {
        return ListedFile.wheel(project, version, "cp311-cp311-macosx_11_0_arm64")
                .as(Listing.DECOY);
    }

    /** Of old Pythons the ABI ends in an {@code m}. */
    private static String tags(String python, String platform) {
        String abi = Set.of("cp36", "cp37").contains(python) ? python + "m" : python;
        return String.join("-", python, abi, platform);
    }
}

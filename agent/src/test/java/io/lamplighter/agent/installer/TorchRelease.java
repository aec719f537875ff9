package io.lamplighter.agent.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A release of torch and of what goes with it, as the indexes hold it.
 *
 * @param torchaudio empty where the release has none of its own
 * @param linux builds of the tree, and so for the others
 * @param cuda the major of the file for Linux on the default index; empty where that asks for no library of it
 * @param triton empty where files ask for none, and for no library either
 */
record TorchRelease(
        String torch,
        String torchvision,
        String torchaudio,
        List<String> pythons,
        String tagOfIndex,
        String tagOfTree,
        List<String> linux,
        List<String> windows,
        List<String> aarch64,
        String cuda,
        String cudnn,
        String triton) {
    private static final String ON_LINUX = "; platform_system == \"Linux\"";

    /** While files for aarch64 had no CUDA. */
    private static final String ON_X86_64 = ON_LINUX + " and platform_machine == \"x86_64\"";

    private static final int COLUMNS = 12;

    enum Platform {
        LINUX,
        WINDOWS,
        AARCH64
    }

    static TorchRelease parse(String line) {
        String[] cells =
                Stream.of(line.split("\\|", COLUMNS)).map(String::strip).toArray(String[]::new);
        return new TorchRelease(
                cells[0],
                cells[1],
                cells[2],
                words(cells[3]),
                cells[4],
                cells[5],
                words(cells[6]),
                words(cells[7]),
                words(cells[8]),
                cells[9],
                cells[10],
                cells[11]);
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" "));
    }

    List<String> builds(Platform platform) {
        return switch (platform) {
            case LINUX -> linux;
            case WINDOWS -> windows;
            case AARCH64 -> aarch64;
        };
    }

    String indexTag(Platform platform) {
        return switch (platform) {
            case LINUX -> tagOfIndex;
            case WINDOWS -> "win_amd64";
            case AARCH64 -> isOld() && !torch.equals("2.6.0") ? "manylinux2014_aarch64" : "manylinux_2_28_aarch64";
        };
    }

    String treeTag(Platform platform) {
        return switch (platform) {
            case LINUX -> tagOfTree;
            case WINDOWS -> "win_amd64";
            case AARCH64 -> tagOfTree.replace("x86_64", "aarch64");
        };
    }

    /** What the libraries and the compiler of torch's files for Linux are made for. */
    List<String> libraryTags() {
        String tag = isOld() ? "manylinux2014_" : "manylinux_2_27_";
        return List.of(tag + "x86_64", tag + "aarch64");
    }

    private boolean isOld() {
        return tagOfIndex.equals("manylinux1_x86_64");
    }

    /** Of the file on the default index. */
    List<String> requirements() {
        return requirements(cuda);
    }

    /** Of a build of the tree. */
    List<String> requirementsOf(String build) {
        return requirements(build.equals("cpu") ? "" : build.substring(2, build.length() - 1));
    }

    private List<String> requirements(String cudaMajor) {
        if (triton.isEmpty()) {
            return List.of("typing-extensions");
        }
        List<String> requirements = new ArrayList<>(
                List.of("filelock", "typing-extensions>=4.8.0", "sympy", "networkx", "jinja2", "fsspec"));
        if (!cudaMajor.isEmpty()) {
            String marker = cuda.equals("13") ? ON_LINUX : ON_X86_64;
            requirements.add("nvidia-cudnn-cu" + cudaMajor + "==" + cudnn + marker);
            requirements.add("triton==" + triton + marker);
        }
        return requirements;
    }

    /** From 0.29.1 on torchvision asks for no single torch. */
    String torchOfTorchvision() {
        return torchvision.matches("0\\.29\\.[1-9]") ? "torch>=2.14.0" : "torch==" + torch;
    }

    /** From 2.11 on torchaudio asks for no torch. */
    List<String> torchOfTorchaudio() {
        return torchaudio.equals("2.11.0") ? List.of() : List.of("torch==" + torch);
    }
}

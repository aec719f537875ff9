package io.lamplighter.installers;

import java.util.List;
import java.util.stream.Stream;

/**
 * What PyTorch's own channel has, which ended with 2.5: builds bound to a CUDA by {@code pytorch-cuda}, or by
 * {@code cudatoolkit} before 1.13, and kept apart from those for the processor by {@code pytorch-mutex}. Nothing in it
 * asks what the driver runs.
 */
final class PytorchChannel {
    private static final String TORCH = """
            2.5.1  | 3.9 3.10 3.11 3.12     | 0.20.1 | 2.5.1  | 12.4/9.1.0 12.1/9.1.0 11.8/9.1.0 | 12.4 12.1 11.8
            2.4.1  | 3.8 3.9 3.10 3.11 3.12 | 0.19.1 | 2.4.1  | 12.4/9.1.0 12.1/9.1.0 11.8/9.1.0 | 12.4 12.1 11.8
            2.3.1  | 3.8 3.9 3.10 3.11 3.12 | 0.18.1 | 2.3.1  | 12.1/8.9.2 11.8/8.7.0            | 12.1 11.8
            2.2.2  | 3.8 3.9 3.10 3.11 3.12 | 0.17.2 | 2.2.2  | 12.1/8.9.2 11.8/8.7.0            | 12.1 11.8
            2.1.2  | 3.8 3.9 3.10 3.11      | 0.16.2 | 2.1.2  | 12.1/8.9.2 11.8/8.7.0            | 12.1 11.8
            2.0.1  | 3.8 3.9 3.10 3.11      | 0.15.2 | 2.0.2  | 11.8/8.7.0 11.7/8.5.0            | 11.8 11.7
            1.13.1 | 3.7 3.8 3.9 3.10       | 0.14.1 | 0.13.1 | 11.7/8.5.0 11.6/8.3.2            | 11.7 11.6
            1.12.1 | 3.7 3.8 3.9 3.10       | 0.13.1 | 0.12.1 | 11.6/8.3.2 11.3/8.3.2 10.2/7.6.5 | 11.6 11.3
            1.11.0 | 3.7 3.8 3.9 3.10       | 0.12.0 | 0.11.0 | 11.5/8.3.2 11.3/8.2.0 10.2/7.6.5 | 11.5 11.3
            1.10.2 | 3.7 3.8 3.9            | 0.11.3 | 0.10.2 | 11.3/8.2.0 11.1/8.0.5 10.2/7.6.5 | 11.3 10.2
            1.9.0  | 3.7 3.8 3.9            | 0.10.0 | 0.9.0  | 11.1/8.0.5 10.2/7.6.5            | 11.1 10.2
            1.8.1  | 3.7 3.8 3.9            | 0.9.1  | 0.8.1  | 11.1/8.0.5 10.2/7.6.5 10.1/7.6.3 | 11.1 10.2
            """;
    private static final List<String> TOOLKITS = List.of("11.6", "11.7", "11.8", "12.1", "12.4");
    private static final int COLUMNS = 6;
    private static final int FIRST = 100;

    private final CondaChannel channel;
    private final CondaChannel nvidia;

    private PytorchChannel(CondaChannel channel, CondaChannel nvidia) {
        this.channel = channel;
        this.nvidia = nvidia;
    }

    /** Fills both channels: one takes CUDA from the other. */
    static void fill(CondaChannel channel, CondaChannel nvidia) {
        PytorchChannel filled = new PytorchChannel(channel, nvidia);
        filled.addChoices();
        TOOLKITS.forEach(filled::addToolkit);
        TORCH.lines().forEach(filled::addTorch);
    }

    private void addChoices() {
        channel.add(CondaPackage.of("pytorch-mutex", "1.0", "cuda", FIRST));
        channel.add(CondaPackage.of("pytorch-mutex", "1.0", "cpu", 0)
                .constraining("cpuonly")
                .weighDown());
        channel.add(CondaPackage.of("cpuonly", "2.0", "0", 0, "pytorch-mutex 1.0 cpu"));
    }

    private void addToolkit(String cuda) {
        for (String subdir : List.of("linux-64", "win-64")) {
            nvidia.add(subdir, CondaPackage.of("cuda-runtime", cuda + ".1", "0", 0));
            channel.add(
                    subdir,
                    CondaPackage.of(
                            "pytorch-cuda",
                            cuda,
                            "h8b0a5b2_7",
                            7,
                            "cuda-runtime >=%s,<%s".formatted(cuda, CondaTags.next(cuda))));
        }
    }

    private void addTorch(String line) {
        String[] cells =
                Stream.of(line.split("\\|", COLUMNS)).map(String::strip).toArray(String[]::new);
        for (String python : cells[1].split(" ", -1)) {
            for (String build : cells[4].split(" ", -1)) {
                String cuda = build.substring(0, build.indexOf('/'));
                String cudnn = build.substring(build.indexOf('/') + 1);
                add("linux-64", cells, python, cuda, cudnn);
            }
            for (String cuda : cells[5].split(" ", -1)) {
                add("win-64", cells, python, cuda, cells[4].contains("/9") ? "9" : "8");
            }
            addForTheProcessor("linux-64", cells, python);
            addForTheProcessor("win-64", cells, python);
        }
    }

    private void add(String subdir, String[] cells, String python, String cuda, String cudnn) {
        String build = "py%s_cuda%s_cudnn%s_0".formatted(python, cuda, cudnn);
        String toolkit = "%s >=%s,<%s".formatted(bindsByPackage(cells[0]), cuda, CondaTags.next(cuda));
        addTrio(subdir, cells, python, build, CondaTags.cu(cuda), toolkit, "pytorch-mutex 1.0 cuda");
    }

    private void addForTheProcessor(String subdir, String[] cells, String python) {
        addTrio(subdir, cells, python, "py" + python + "_cpu_0", "cpu", "pytorch-mutex 1.0 cpu");
    }

    private void addTrio(String subdir, String[] cells, String python, String build, String suffix, String... bound) {
        channel.add(
                subdir, CondaPackage.of("pytorch", cells[0], build, 0, depends(python, "numpy", "mkl >=2018", bound)));
        String companion = CondaTags.py(python) + "_" + suffix;
        String[] needed = depends(python, "numpy", "pytorch " + cells[0], bound);
        channel.add(subdir, CondaPackage.of("torchvision", cells[2], companion, 0, needed));
        channel.add(subdir, CondaPackage.of("torchaudio", cells[3], companion, 0, needed));
    }

    private static String[] depends(String python, String first, String second, String... bound) {
        return Stream.concat(Stream.of(CondaTags.python(python), first, second), Stream.of(bound))
                .toArray(String[]::new);
    }

    private static String bindsByPackage(String release) {
        return release.startsWith("2.") || release.startsWith("1.13") ? "pytorch-cuda" : "cudatoolkit";
    }
}

package io.lamplighter.installers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What conda-forge has around torch. Its {@code cuda-version} asks of a driver that it runs the CUDA major and nothing
 * more; builds for the processor and for each CUDA stand side by side, and their numbers say which is taken first.
 */
final class CondaForge {
    private static final String TORCH = """
            2.15.0 | 3.11 3.12 3.13 3.14      | cuda130         | cuda130         | cuda130         | 0.29.2 | 2.11.0
            2.14.1 | 3.10 3.11 3.12 3.13 3.14 | cuda129 cuda130 | cuda129 cuda130 | cuda128 cuda130 | 0.29.1 | 2.11.0
            2.13.0 | 3.12 3.13                | cuda129 cuda130 | cuda129         | cuda128 cuda130 | 0.28.0 | 2.11.0
            2.12.0 | 3.10 3.11 3.12 3.13 3.14 | cuda129 cuda130 | cuda129 cuda130 | cuda128 cuda130 | 0.27.0 | 2.11.0
            2.11.0 | 3.10 3.11 3.12 3.13 3.14 | cuda129 cuda130 | cuda129 cuda130 | cuda128 cuda130 | 0.26.0 | 2.11.0
            2.10.0 | 3.10 3.11 3.12 3.13 3.14 | cuda129 cuda130 | cuda129 cuda130 | cuda128 cuda130 | 0.25.0 | 2.10.0
            2.9.1  | 3.10 3.11 3.12 3.13 3.14 | cuda129         | cuda129         | cuda128         | 0.24.1 | 2.9.1
            2.8.0  | 3.10 3.11 3.12 3.13      | cuda129         | cuda129         | cuda128         | 0.23.0 | 2.8.0
            2.7.1  | 3.9 3.10 3.11 3.12 3.13  | cuda126 cuda128 | cuda126         | cuda126         | 0.22.1 | 2.7.1
            2.6.0  | 3.9 3.10 3.11 3.12 3.13  | cuda126         | cuda126         | cuda126         | 0.21.0 | 2.6.0
            2.5.1  | 3.9 3.10 3.11 3.12       | cuda118 cuda126 | cuda118         |                 | 0.20.1 | 2.5.1
            1.12.1 | 3.8 3.9 3.10             | cuda112         | cuda112         |                 | 0.13.1 | 0.12.1
            1.9.0  | 3.7 3.8 3.9              | cuda111         |                 |                 | 0.10.0 | 0.9.0
            """;
    private static final int COLUMNS = 7;
    private static final List<String> PYTHONS =
            List.of("3.7.12", "3.8.20", "3.9.23", "3.10.18", "3.11.13", "3.12.11", "3.13.7", "3.14.0");
    private static final List<String> CUDA_VERSIONS =
            List.of("11.1", "11.2", "11.8", "12.0", "12.1", "12.2", "12.4", "12.6", "12.8", "12.9", "13.0", "13.1");
    private static final List<String> TOOLKITS =
            List.of("10.1.243", "10.2.89", "11.1.1", "11.3.1", "11.5.1", "11.6.0", "11.8.0");
    private static final int OF_CUDA = 200;

    private final CondaChannel channel;

    private CondaForge(CondaChannel channel) {
        this.channel = channel;
    }

    static CondaChannel in(Path folder) {
        CondaForge filled = new CondaForge(new CondaChannel(folder));
        filled.addPythons();
        filled.addCuda();
        filled.addLibraries();
        TORCH.lines().forEach(filled::addTorch);
        return filled.channel;
    }

    private void addPythons() {
        for (String version : PYTHONS) {
            String series = version.substring(0, version.lastIndexOf('.'));
            String tag = "cp" + series.replace(".", "");
            channel.addEverywhere(CondaPackage.of("python", version, "h2b335a9_100_" + tag, 100)
                    .constraining("python_abi " + series + ".* *_" + tag));
            channel.add(CondaPackage.of("python_abi", series, "8_" + tag, 8).constraining("python " + series + ".*"));
        }
    }

    private void addCuda() {
        for (String version : CUDA_VERSIONS) {
            channel.add(CondaPackage.of("cuda-version", version, "h7c1d7d8_3", 3)
                    .constraining(
                            "cudatoolkit " + version + "|" + version + ".*", "__cuda >=" + CondaTags.major(version)));
        }
        for (String version : TOOLKITS) {
            channel.addEverywhere(CondaPackage.of("cudatoolkit", version, "h59c8dcf_13", 13)
                    .constraining("__cuda >=" + CondaTags.major(version)));
        }
    }

    private void addLibraries() {
        for (String version : List.of("1.21.6", "1.26.4", "2.3.4")) {
            channel.addEverywhere(CondaPackage.of("numpy", version, "h1234567_0", 0, "python >=3.7"));
        }
        for (String version : List.of("2023.2.0", "2024.0.0", "2025.3.0")) {
            channel.addEverywhere(CondaPackage.of("mkl", version, "h1234567_0", 0));
        }
    }

    private void addTorch(String line) {
        String[] cells =
                Stream.of(line.split("\\|", COLUMNS)).map(String::strip).toArray(String[]::new);
        for (int column = 0; column < CondaChannel.SUBDIRS.size(); column++) {
            String subdir = CondaChannel.SUBDIRS.get(column);
            for (String python : cells[1].split(" ", -1)) {
                add(subdir, cells, python, "cpu", 0);
                if (!cells[2 + column].isEmpty()) {
                    for (String cuda : cells[2 + column].split(" ", -1)) {
                        add(subdir, cells, python, cuda, OF_CUDA);
                    }
                }
            }
        }
    }

    private void add(String subdir, String[] cells, String python, String variant, int number) {
        String release = cells[0];
        List<String> blas = subdir.equals("linux-aarch64") ? List.of("generic") : List.of("generic", "mkl");
        for (String each : blas) {
            int buildNumber = number + (each.equals("mkl") ? 100 : 0);
            String build = "%s_%s_%s_h2f34d4a_%d".formatted(variant, each, CondaTags.py(python), buildNumber);
            channel.add(subdir, CondaPackage.of("pytorch", release, build, buildNumber, needs(python, variant, each)));
        }
        String rebuild = "%s_%s_h%s_0".formatted(variant, CondaTags.py(python), release.replace('.', 'a'));
        String[] needs =
                needs(python, variant, "pytorch " + release + ".*", "pytorch * " + (number == 0 ? "cpu*" : "cuda*"));
        channel.add(subdir, CondaPackage.of("torchvision", cells[5], rebuild, 0, needs));
        channel.add(subdir, CondaPackage.of("torchaudio", cells[6], rebuild, 0, needs));
    }

    private static String[] needs(String python, String variant, String... others) {
        List<String> needs = new ArrayList<>(List.of(
                CondaTags.python(python),
                "python_abi " + python + ".* *_cp" + python.replace(".", ""),
                "numpy >=1.21,<3"));
        if (!variant.equals("cpu")) {
            String digits = variant.substring("cuda".length());
            String cuda = digits.substring(0, 2) + "." + digits.substring(2);
            needs.add("__cuda");
            needs.add("cuda-version >=%s,<%d".formatted(cuda, CondaTags.major(cuda) + 1));
        }
        Stream.of(others).filter(other -> !other.equals("generic")).forEach(needs::add);
        return needs.toArray(String[]::new);
    }
}

package io.lamplighter.agent.toolkit;

import io.lamplighter.versions.pep440.Pep440Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What files of CUDA and cuDNN say of their versions; nothing is started. */
public final class VersionFiles {
    /** In {@code version.json} of a toolkit from 11.1 on. */
    private static final Pattern VERSION_JSON =
            Pattern.compile("\"cuda\"\\s*:\\s*\\{[^}]*\"version\"\\s*:\\s*\"([0-9.]+)\"");

    /** In {@code version.txt} of an older one. */
    private static final Pattern VERSION_TXT = Pattern.compile("CUDA Version ([0-9.]+)");

    /** A toolkit that pip put there: the compiler and the runtime bear its series and numbers of their own. */
    private static final Pattern DIST_INFO =
            Pattern.compile("nvidia_cuda_(?:nvcc|runtime)(?:_cu\\d+)?-(\\d+\\.\\d+)(?:\\.\\d+)*(?:\\.dist-info)?");

    /** One that conda put there. */
    private static final Pattern CONDA_META = Pattern.compile("cuda-version-(\\d+\\.\\d+)-[^-]+\\.json");

    /** {@code #define CUDA_VERSION 12060}: thousands are the major version, tens the minor. */
    private static final Pattern CUDA_H = Pattern.compile("#define\\s+CUDA_VERSION\\s+(\\d+)");

    /** {@code Cuda compilation tools, release 12.6, V12.6.85}. */
    private static final Pattern RELEASE = Pattern.compile("release (\\d+\\.\\d+), V");

    private static final List<String> HEADERS = List.of("cudnn_version.h", "cudnn.h");
    private static final List<Pattern> CUDNN_NUMBERS = Stream.of("MAJOR", "MINOR", "PATCHLEVEL")
            .map(VersionFiles::cudnnNumber)
            .toList();
    private static final Pattern CUDNN_VERSION = cudnnNumber("VERSION");
    private static final Pattern LIBRARY = Pattern.compile("libcudnn\\.so\\.(\\d+\\.\\d+\\.\\d+)");
    private static final int NINE = 90_000;

    private VersionFiles() {}

    /** The whole version of a toolkit, where it has a file that says it. */
    public static Optional<Told> release(Path prefix) throws IOException {
        Optional<Told> json = told(prefix.resolve("version.json"), VERSION_JSON, "version_json");
        return json.isPresent() ? json : told(prefix.resolve("version.txt"), VERSION_TXT, "version_txt");
    }

    /** The series of a toolkit, {@code 12.6}, by what came with it. */
    public static Optional<Told> series(Path prefix) throws IOException {
        Optional<Told> distInfo = first(List.of(prefix, prefix.resolve("dist-info")), DIST_INFO, "dist_info");
        if (distInfo.isPresent()) {
            return distInfo;
        }
        Optional<Told> conda = first(List.of(prefix.resolve("conda-meta")), CONDA_META, "conda_meta");
        return conda.isPresent()
                ? conda
                : told(prefix.resolve("include/cuda.h"), CUDA_H, "cuda_h").map(VersionFiles::ofNumber);
    }

    /** The series that {@code nvcc -V} says. */
    public static Optional<String> series(String nvcc) {
        Matcher release = RELEASE.matcher(nvcc);
        return release.find() ? Optional.of(release.group(1)) : Optional.empty();
    }

    /** The version of cuDNN that its header in a folder says; the header is what told it. */
    public static Optional<Told> cudnnHeader(Path include) throws IOException {
        for (String header : HEADERS) {
            Path file = include.resolve(header);
            List<String> numbers = new ArrayList<>();
            for (Pattern number : CUDNN_NUMBERS) {
                find(file, number).ifPresent(numbers::add);
            }
            Optional<String> version = numbers.size() == CUDNN_NUMBERS.size()
                    ? Optional.of(String.join(".", numbers))
                    : find(file, CUDNN_VERSION).map(number -> cudnnOfNumber(Long.parseLong(number)));
            if (version.isPresent()) {
                return Optional.of(new Told(version.get(), header));
            }
        }
        return Optional.empty();
    }

    /** The newest version of cuDNN that a library in a folder bears; the library is what told it. */
    public static Optional<Told> cudnnLibrary(Path folder) throws IOException {
        return names(folder).stream()
                .map(LIBRARY::matcher)
                .filter(Matcher::matches)
                .map(name -> new Told(name.group(1), name.group()))
                .max(Comparator.comparing(told -> Pep440Version.parse(told.version())));
    }

    /**
     * Up to version 8 thousands are the major version and hundreds the minor; from 9 on, ten thousands and hundreds.
     */
    static String cudnnOfNumber(long number) {
        return number >= NINE
                ? number / 10_000 + "." + number / 100 % 100 + "." + number % 100
                : number / 1000 + "." + number / 100 % 10 + "." + number % 100;
    }

    private static Told ofNumber(Told cuda) {
        int number = Integer.parseInt(cuda.version());
        return new Told(number / 1000 + "." + number % 1000 / 10, cuda.by());
    }

    private static Pattern cudnnNumber(String name) {
        return Pattern.compile("#define\\s+CUDNN_" + name + "\\s+(\\d+)");
    }

    private static Optional<Told> first(List<Path> folders, Pattern name, String by) throws IOException {
        for (Path folder : folders) {
            for (String each : names(folder)) {
                Matcher matcher = name.matcher(each);
                if (matcher.matches()) {
                    return Optional.of(new Told(matcher.group(1), by));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }

    private static Optional<Told> told(Path file, Pattern pattern, String by) throws IOException {
        return find(file, pattern).map(version -> new Told(version, by));
    }

    private static Optional<String> find(Path file, Pattern pattern) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        Matcher found = pattern.matcher(Files.readString(file));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /**
     * A version.
     *
     * @param by what says it
     */
    public record Told(String version, String by) {}
}

package io.lamplighter.agent.toolkit;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.plan.Step.ProveToolkit;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets a toolkit say what it is: its compiler, what lies beside it, the headers of cuDNN, its libraries; and the GPUs,
 * where there are some and the archive has the program for it. What is in archives is foreign code, and run so.
 */
record ToolkitProof(Layout layout, WatchedCommands builders) {
    private static final Duration PER_PROGRAM = Duration.ofMinutes(2);
    private static final String NVCC = "bin/nvcc";

    /** {@code Cuda compilation tools, release 12.6, V12.6.85}. */
    private static final Pattern RELEASE = Pattern.compile("release (\\d+\\.\\d+), V");

    /** In {@code version.json} of a toolkit from 11.1 on. */
    private static final Pattern VERSION_JSON =
            Pattern.compile("\"cuda\"\\s*:\\s*\\{[^}]*\"version\"\\s*:\\s*\"([0-9.]+)\"");

    /** In {@code version.txt} of an older one. */
    private static final Pattern VERSION_TXT = Pattern.compile("CUDA Version ([0-9.]+)");

    private static final List<String> CUDNN_HEADERS = List.of("include/cudnn_version.h", "include/cudnn.h");
    private static final List<String> CUDNN_NUMBERS = List.of("CUDNN_MAJOR", "CUDNN_MINOR", "CUDNN_PATCHLEVEL");
    private static final List<String> DEVICE_QUERIES = List.of("extras/demo_suite/deviceQuery", "bin/deviceQuery");

    Verdict of(Path prefix, ProveToolkit asked, CommandWatch watch) throws IOException, InterruptedException {
        List<CheckResult> checks = new ArrayList<>();
        StringBuilder log = new StringBuilder();
        checks.add(compiler(prefix, asked.cuda(), watch, log));
        version(prefix, asked.cuda()).ifPresent(checks::add);
        checks.add(libraries(prefix, "libcudart.so", asked.platform()));
        if (asked.cudnn() != null) {
            checks.add(cudnn(prefix, asked.cudnn()));
            checks.add(libraries(prefix, "libcudnn.so", asked.platform()));
        }
        boolean sound = checks.stream().noneMatch(check -> check.result() == Result.FAILED);
        checks.add(sound ? deviceQuery(prefix, asked.onGpus(), watch, log) : notApplicable("another check failed"));
        return new Verdict(checks, log.toString());
    }

    private CheckResult compiler(Path prefix, ToolkitVersion asked, CommandWatch watch, StringBuilder log)
            throws IOException, InterruptedException {
        if (!Files.isExecutable(prefix.resolve(NVCC))) {
            return failed("nvcc", "there is no " + NVCC + " in the archives of CUDA");
        }
        if (run(prefix, List.of(NVCC, "-V"), watch) instanceof Exited(int status, String output)) {
            log.append(output);
            Matcher release = RELEASE.matcher(output);
            if (status != 0 || !release.find()) {
                return failed("nvcc", "nvcc -V says no release; it ended with " + status);
            }
            return compare("nvcc", "nvcc -V says release ", release.group(1), asked.series());
        }
        return failed("nvcc", "nvcc -V did not end in " + PER_PROGRAM.toMinutes() + " minutes");
    }

    /** Empty where the archives have no file that says it, like those of single components. */
    private static Optional<CheckResult> version(Path prefix, ToolkitVersion asked) throws IOException {
        Optional<String> json = find(prefix.resolve("version.json"), VERSION_JSON);
        return (json.isPresent() ? json : find(prefix.resolve("version.txt"), VERSION_TXT))
                .map(found -> compare("version", "the toolkit says CUDA ", found, asked.text()));
    }

    private static CheckResult cudnn(Path prefix, ToolkitVersion asked) throws IOException {
        for (String header : CUDNN_HEADERS) {
            Path file = prefix.resolve(header);
            List<String> numbers = new ArrayList<>();
            for (String name : CUDNN_NUMBERS) {
                find(file, Pattern.compile("#define\\s+" + name + "\\s+(\\d+)")).ifPresent(numbers::add);
            }
            if (numbers.size() == CUDNN_NUMBERS.size()) {
                return compare("cudnn", header + " says ", String.join(".", numbers), asked.release());
            }
        }
        return failed("cudnn", "no header of cuDNN says its version: " + String.join(", ", CUDNN_HEADERS));
    }

    /** Every one of a name is there, and for the machine. */
    private static CheckResult libraries(Path prefix, String name, Platform platform) throws IOException {
        int count = 0;
        for (Path library : named(prefix.resolve("lib64"), name)) {
            Optional<Elf> elf = Elf.read(library);
            if (elf.isEmpty() || !elf.get().isFor(platform)) {
                return failed(name, prefix.relativize(library) + " is no library for " + platform);
            }
            count++;
        }
        return count == 0
                ? failed(name, "there is no lib64/" + name + " in the archives")
                : passed(name, count + (count == 1 ? " file" : " files") + " for " + platform);
    }

    private static List<Path> named(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(name))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private CheckResult deviceQuery(Path prefix, boolean onGpus, CommandWatch watch, StringBuilder log)
            throws IOException, InterruptedException {
        if (!onGpus) {
            return notApplicable("this machine has no GPU");
        }
        Optional<String> program = DEVICE_QUERIES.stream()
                .filter(each -> Files.isExecutable(prefix.resolve(each)))
                .findFirst();
        if (program.isEmpty()) {
            return notApplicable("the archives have no " + String.join(" and no ", DEVICE_QUERIES));
        }
        if (run(prefix, List.of(program.get()), watch) instanceof Exited(int status, String output)) {
            log.append(output);
            return status == 0 && output.contains("Result = PASS")
                    ? passed("deviceQuery", "Result = PASS")
                    : failed("deviceQuery", lastLine(output));
        }
        return failed("deviceQuery", "it did not end in " + PER_PROGRAM.toMinutes() + " minutes");
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it said nothing");
    }

    private CommandResult run(Path prefix, List<String> line, CommandWatch watch)
            throws IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary())) {
            Files.createDirectories(folder);
        }
        List<String> arguments = new ArrayList<>(line);
        arguments.set(0, prefix.resolve(line.getFirst()).toString());
        Map<String, String> variables = Map.of(
                "PATH", "/usr/bin:/bin",
                "LANG", "C.UTF-8",
                "HOME", layout.home().toString(),
                "TMPDIR", layout.temporary().toString(),
                "LD_LIBRARY_PATH", prefix.resolve("lib64").toString());
        return builders.run(new Command(arguments, variables, layout.temporary(), PER_PROGRAM).isolated(), watch);
    }

    private static Optional<String> find(Path file, Pattern pattern) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Matcher found = pattern.matcher(Files.readString(file));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static CheckResult compare(String check, String says, String found, String asked) {
        return found.equals(asked)
                ? passed(check, says + found)
                : failed(check, says + found + ", and the manifest asks for " + asked);
    }

    private static CheckResult passed(String check, String detail) {
        return new CheckResult(check, Result.PASSED, detail, Duration.ZERO);
    }

    private static CheckResult failed(String check, String detail) {
        return new CheckResult(check, Result.FAILED, detail, Duration.ZERO);
    }

    private static CheckResult notApplicable(String detail) {
        return new CheckResult("deviceQuery", Result.NOT_APPLICABLE, detail, Duration.ZERO);
    }
}

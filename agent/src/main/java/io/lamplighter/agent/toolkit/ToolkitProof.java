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
import java.util.stream.Stream;

/**
 * Lets a toolkit say what it is: its compiler, what lies beside it, the headers of cuDNN, its libraries; and the GPUs,
 * where there are some and the archive has the program for it. What is in archives is foreign code, and run so.
 */
record ToolkitProof(Layout layout, WatchedCommands builders) {
    private static final Duration PER_PROGRAM = Duration.ofMinutes(2);
    /** The check that every toolkit has. */
    static final String COMPILER = "nvcc";

    private static final String NVCC = "bin/nvcc";

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
            return failed(COMPILER, "there is no " + NVCC + " in the archives of CUDA");
        }
        if (run(prefix, List.of(NVCC, "-V"), watch) instanceof Exited(int status, String output)) {
            log.append(output);
            Optional<String> release = VersionFiles.series(output);
            if (status != 0 || release.isEmpty()) {
                return failed(COMPILER, "nvcc -V says no release; it ended with " + status);
            }
            return compare(COMPILER, "nvcc -V says release ", release.get(), asked.series());
        }
        return failed(COMPILER, "nvcc -V did not end in " + PER_PROGRAM.toMinutes() + " minutes");
    }

    /** Empty where the archives have no file that says it, like those of single components. */
    private static Optional<CheckResult> version(Path prefix, ToolkitVersion asked) throws IOException {
        return VersionFiles.release(prefix)
                .map(told -> compare("version", "the toolkit says CUDA ", told.version(), asked.text()));
    }

    private static CheckResult cudnn(Path prefix, ToolkitVersion asked) throws IOException {
        return VersionFiles.cudnnHeader(prefix.resolve("include"))
                .map(told -> compare("cudnn", "include/" + told.by() + " says ", told.version(), asked.release()))
                .orElseGet(() -> failed(
                        "cudnn", "no header of cuDNN says its version: include/cudnn_version.h, include/cudnn.h"));
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

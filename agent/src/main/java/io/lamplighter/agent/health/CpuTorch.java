package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PyTorch for the CPU that stands in a generation now, by the names of its files, whatever was installed there. */
final class CpuTorch {
    private static final Pattern BY_PIP = Pattern.compile("(torch-[^-]+\\+cpu)\\.dist-info");
    private static final Pattern BY_CONDA = Pattern.compile("(pytorch-[^-]+-cpu_.+)\\.json");

    private CpuTorch() {}

    /** Looks at environments alone that are not as they were verified: nothing else puts other packages there. */
    static Map<EnvironmentName, String> inAltered(List<EnvironmentStatus> environments, Layout layout) {
        Map<EnvironmentName, String> found = new HashMap<>();
        for (EnvironmentStatus each : environments) {
            if (each.drift() != null && each.generation() != null) {
                in(layout.generation(each.environment(), each.generation()))
                        .ifPresent(build -> found.put(each.environment(), build));
            }
        }
        return found;
    }

    /** Empty where there is none, and where it cannot be read. */
    static Optional<String> in(Path generation) {
        try {
            Optional<String> conda = named(generation.resolve("conda-meta"), BY_CONDA);
            return conda.isPresent() ? conda : byPip(generation.resolve("lib"));
        } catch (IOException | DirectoryIteratorException _) {
            return Optional.empty(); // a generation that is being replaced; the next look sees what came of it
        }
    }

    private static Optional<String> byPip(Path libraries) throws IOException {
        for (Path python : entries(libraries, "python*")) {
            Optional<String> found = named(python.resolve("site-packages"), BY_PIP);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> named(Path folder, Pattern pattern) throws IOException {
        return entries(folder, "*torch-*").stream()
                .map(entry -> pattern.matcher(String.valueOf(entry.getFileName())))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .findFirst();
    }

    private static List<Path> entries(Path folder, String glob) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
                found.forEach(entries::add);
            }
        }
        return entries;
    }
}

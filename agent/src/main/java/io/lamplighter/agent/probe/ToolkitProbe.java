package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.toolkit.VersionFiles;
import io.lamplighter.agent.toolkit.VersionFiles.Told;
import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.CudaOnDisk.Cudnn;
import io.lamplighter.api.machine.CudaOnDisk.Toolkit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * CUDA toolkits and cuDNN, where installers, distributions and this agent put them, by their files; the compiler of the
 * system is asked only where those say nothing.
 */
final class ToolkitProbe implements Probe<CudaOnDisk> {
    private static final String USUAL = "usr/local/cuda";

    /** Debian and Ubuntu, Arch; NVIDIA's installer has a folder for each version. */
    private static final List<String> FOLDERS = List.of("usr/lib/cuda", "opt/cuda");

    private static final List<String> SYSTEM_INCLUDES =
            List.of("usr/include", "usr/include/x86_64-linux-gnu", "usr/include/aarch64-linux-gnu");
    private static final List<String> SYSTEM_LIBRARIES =
            List.of("usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64", "usr/lib");

    private final Path root;
    private final @Nullable Path environments;
    private final CommandRunner commands;
    private final Duration timeout;

    /** @param environments what the agent placed; absent where no agent says so */
    ToolkitProbe(Path root, @Nullable Path environments, CommandRunner commands, Duration timeout) {
        this.root = root;
        this.environments = environments;
        this.commands = commands;
        this.timeout = timeout;
    }

    @Override
    public String source() {
        return "toolkits";
    }

    @Override
    public CudaOnDisk read() throws IOException, InterruptedException {
        Map<Path, Toolkit> toolkits = new TreeMap<>();
        Map<Path, Cudnn> cudnn = new TreeMap<>();
        Path usual = root.resolve(USUAL);
        Path leads = Files.isDirectory(usual) ? usual.toRealPath() : null;
        for (Path folder : ofSystem()) {
            Optional<Told> told = byFiles(folder);
            (told.isPresent() ? told : byCompiler(folder))
                    .ifPresent(version -> toolkits.put(folder, toolkit(folder, version, folder.equals(leads))));
            cudnn.putAll(cudnn(folder));
        }
        for (Path folder : placed()) {
            byFiles(folder).ifPresent(version -> toolkits.put(folder, toolkit(folder, version, false)));
            cudnn.putAll(cudnn(folder));
        }
        cudnn.putAll(cudnn(SYSTEM_INCLUDES, SYSTEM_LIBRARIES, root));
        return new CudaOnDisk(List.copyOf(toolkits.values()), List.copyOf(cudnn.values()));
    }

    private Toolkit toolkit(Path folder, Told told, boolean usual) {
        return new Toolkit(told.version(), inside(folder), usual, told.by());
    }

    /** Each once, however many names lead to it. */
    private Set<Path> ofSystem() throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (Path each : children(root.resolve("usr/local"), "cuda*")) {
            addFolder(folders, each);
        }
        for (String each : FOLDERS) {
            addFolder(folders, root.resolve(each));
        }
        return folders;
    }

    /** The generations in use that are no Python's and no conda's. */
    private Set<Path> placed() throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (Path environment : environments == null ? List.<Path>of() : children(environments, "*")) {
            Path current = environment.resolve("current");
            if (!Files.exists(current.resolve("pyvenv.cfg")) && !Files.exists(current.resolve("conda-meta"))) {
                addFolder(folders, current);
            }
        }
        return folders;
    }

    private static void addFolder(Set<Path> folders, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            folders.add(folder.toRealPath());
        }
    }

    private static List<Path> children(Path folder, String pattern) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
                entries.forEach(children::add);
            }
        }
        return children;
    }

    private static Optional<Told> byFiles(Path folder) throws IOException {
        Optional<Told> release = VersionFiles.release(folder);
        return release.isPresent() ? release : VersionFiles.series(folder);
    }

    private Optional<Told> byCompiler(Path folder) throws InterruptedException {
        Path nvcc = folder.resolve("bin/nvcc");
        if (!Files.isExecutable(nvcc)) {
            return Optional.empty();
        }
        try {
            return commands.run(Command.of(timeout, nvcc.toString(), "-V")) instanceof Exited(int status, String output)
                            && status == 0
                    ? VersionFiles.series(output).map(series -> new Told(series, "nvcc"))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // one that the agent may not start does not make the others unknown
        }
    }

    private Map<Path, Cudnn> cudnn(Path toolkit) throws IOException {
        return cudnn(List.of("include"), List.of("lib64", "lib"), toolkit);
    }

    /** By the header, for it is what a compiler takes; by the library where no header is installed. */
    private Map<Path, Cudnn> cudnn(List<String> includes, List<String> libraries, Path below) throws IOException {
        for (String each : includes) {
            Path folder = below.resolve(each);
            Optional<Told> told = VersionFiles.cudnnHeader(folder);
            if (told.isPresent()) {
                return found(told.get(), folder);
            }
        }
        for (String each : libraries) {
            Path folder = below.resolve(each);
            Optional<Told> told = VersionFiles.cudnnLibrary(folder);
            if (told.isPresent()) {
                return found(told.get(), folder);
            }
        }
        return Map.of();
    }

    private Map<Path, Cudnn> found(Told told, Path folder) {
        Path file = folder.resolve(told.by());
        return Map.of(file, new Cudnn(told.version(), inside(file)));
    }

    /** As programs on the machine see it. */
    private String inside(Path path) {
        return path.startsWith(root) ? "/" + root.relativize(path) : path.toString();
    }
}

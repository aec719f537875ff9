package io.lamplighter.agent.nvml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the library is looked for, in order.
 *
 * @param files absolute
 */
public record NvmlLocations(List<Path> files) {
    private static final String LINUX =
            "libnvidia-ml.so.1"; // the name without number comes with packages for developers

    /**
     * What Windows lends goes first: under it nothing else speaks with its driver. Then Debian, Fedora, Arch, NixOS.
     */
    private static final List<String> FOLDERS = List.of(
            "usr/lib/wsl/lib",
            "usr/lib/x86_64-linux-gnu",
            "usr/lib/aarch64-linux-gnu",
            "usr/lib64",
            "usr/lib",
            "run/opengl-driver/lib");

    public NvmlLocations {
        files = List.copyOf(files);
    }

    /**
     * Those of this machine.
     *
     * @param root of the file system in which Linux has them
     */
    public static NvmlLocations ofThisMachine(Path root) {
        return of(System.getProperty("os.name", ""), root, System.getenv());
    }

    /** @param variables of the environment, in which Windows names its folders */
    static NvmlLocations of(String system, Path root, Map<String, String> variables) {
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            Path windows = Path.of(variables.getOrDefault("SystemRoot", "C:\\Windows"));
            Path programs = Path.of(variables.getOrDefault("ProgramFiles", "C:\\Program Files"));
            return new NvmlLocations(List.of(
                    windows.resolve("System32").resolve("nvml.dll"),
                    programs.resolve("NVIDIA Corporation").resolve("NVSMI").resolve("nvml.dll")));
        }
        return new NvmlLocations(
                folders(root).stream().map(folder -> folder.resolve(LINUX)).toList());
    }

    /** Where the libraries of a driver are on Linux, in the order in which they count. */
    public static List<Path> folders(Path root) {
        return FOLDERS.stream().map(root::resolve).toList();
    }

    Optional<Path> first() {
        return files.stream().filter(Files::exists).findFirst();
    }
}

package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of GPUs, without their driver.
 *
 * @param module absent when none is loaded
 * @param underWindows whether this Linux runs under Windows, which keeps bus and driver to itself
 * @param lentDriver whether Windows lends the libraries of its NVIDIA driver
 * @param node whether programs find the driver in {@code /dev}
 */
record Kernel(PciBus bus, @Nullable KernelModule module, boolean underWindows, boolean lentDriver, boolean node) {
    /** Where Windows puts what it lends. */
    static final Path LENT = Path.of("usr/lib/wsl/lib");

    static Kernel read(Path root) throws IOException {
        Path version = root.resolve("proc/version");
        return new Kernel(
                PciBus.read(root),
                KernelModule.read(root).orElse(null),
                Files.isReadable(version) && isOfWindows(Files.readString(version)),
                Files.exists(root.resolve(LENT).resolve("libcuda.so.1")),
                Files.exists(root.resolve("dev/nvidiactl")));
    }

    /**
     * Whether the module waits for programs that cannot find it: in a container, or where udev did not make the node.
     */
    boolean hidesModule() {
        return module != null && !node;
    }

    /** {@code Linux version 5.15.153.1-microsoft-standard-WSL2 …}; the first WSL wrote Microsoft. */
    static boolean isOfWindows(String procVersion) {
        return procVersion.toLowerCase(Locale.ROOT).contains("microsoft");
    }
}

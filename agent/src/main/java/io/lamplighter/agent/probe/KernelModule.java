package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The NVIDIA kernel module that is loaded.
 *
 * @param version {@code 580.95.05}
 * @param flavor {@code open} or {@code closed}; empty where it is not said
 */
public record KernelModule(String version, String flavor) {
    private static final Pattern OPEN =
            Pattern.compile("NVRM version: NVIDIA UNIX Open Kernel Module for \\S+\\s+(\\d[\\d.]*)\\s");
    private static final Pattern CLOSED =
            Pattern.compile("NVRM version: NVIDIA UNIX \\S+ Kernel Module\\s+(\\d[\\d.]*)\\s");

    /** The module's own word in {@code /proc}, else the kernel's in {@code /sys}; empty when none is loaded. */
    static Optional<KernelModule> read(Path root) throws IOException {
        Path proc = root.resolve("proc/driver/nvidia/version");
        if (Files.isReadable(proc)) {
            Optional<KernelModule> module = parse(Files.readString(proc));
            if (module.isPresent()) {
                return module;
            }
        }
        Path sys = root.resolve("sys/module/nvidia/version");
        return Files.isReadable(sys)
                ? Optional.of(new KernelModule(Files.readString(sys).strip(), ""))
                : Optional.empty();
    }

    static Optional<KernelModule> parse(String procVersion) {
        Matcher open = OPEN.matcher(procVersion);
        if (open.find()) {
            return Optional.of(new KernelModule(open.group(1), "open"));
        }
        Matcher closed = CLOSED.matcher(procVersion);
        return closed.find() ? Optional.of(new KernelModule(closed.group(1), "closed")) : Optional.empty();
    }
}

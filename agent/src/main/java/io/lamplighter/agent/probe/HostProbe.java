package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.machine.MachineFacts.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.common.platform.linux.nativefree.LinuxHardwareAbstractionLayerNF;

/**
 * The machine itself. OSHI is asked by its classes without native calls: the others unpack a library into the temporary
 * folder, where it cannot be run on many machines.
 */
final class HostProbe implements Probe<Host> {
    private static final Pattern GETCONF = Pattern.compile("glibc (\\d+\\.\\d+)");
    private static final Pattern LDD = Pattern.compile("ldd \\(.*\\) (\\d+\\.\\d+)");
    private static final long BYTES_PER_MIB = 1 << 20;

    private final Path root;
    private final CommandRunner commands;
    private final Duration timeout;
    private final Listening listening;

    HostProbe(Path root, CommandRunner commands, Duration timeout, Listening listening) {
        this.root = root;
        this.commands = commands;
        this.timeout = timeout;
        this.listening = listening;
    }

    @Override
    public String source() {
        return "host";
    }

    @Override
    public Host read() throws ProbeException, IOException, InterruptedException {
        HardwareAbstractionLayer hardware = new LinuxHardwareAbstractionLayerNF();
        CentralProcessor processor = hardware.getProcessor();
        String name = line("proc/sys/kernel/hostname");
        return new Host(
                name,
                "linux",
                distribution(),
                line("proc/sys/kernel/osrelease"),
                output("uname", "-m").orElseThrow(() -> new ProbeException("uname -m gives no architecture")),
                glibc(),
                processor.getProcessorIdentifier().getName().strip(),
                processor.getLogicalProcessorCount(),
                hardware.getMemory().getTotal() / BYTES_PER_MIB,
                listening.reached(name).orElse(null));
    }

    private String line(String file) throws IOException {
        return Files.readString(root.resolve(file)).strip();
    }

    private String distribution() throws IOException {
        for (String file : List.of("etc/os-release", "usr/lib/os-release")) {
            if (Files.isReadable(root.resolve(file))) {
                return parseDistribution(Files.readString(root.resolve(file)));
            }
        }
        return "Linux";
    }

    static String parseDistribution(String osRelease) {
        return value(osRelease, "PRETTY_NAME")
                .or(() -> value(osRelease, "NAME"))
                .orElse("Linux");
    }

    private static Optional<String> value(String osRelease, String key) {
        return osRelease
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip())
                .map(quoted -> quoted.replaceAll("^([\"'])(.*)\\1$", "$2"))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private @Nullable String glibc() throws IOException, InterruptedException {
        Optional<String> version = output("getconf", "GNU_LIBC_VERSION").flatMap(HostProbe::parseGlibc);
        if (version.isPresent()) {
            return version.get();
        }
        return output("ldd", "--version").flatMap(HostProbe::parseGlibc).orElse(null);
    }

    /** From what {@code getconf} or {@code ldd} print; nothing on a machine with another C library. */
    static Optional<String> parseGlibc(String output) {
        for (Pattern pattern : List.of(GETCONF, LDD)) {
            Matcher found = pattern.matcher(output);
            if (found.find()) {
                return Optional.of(found.group(1));
            }
        }
        return Optional.empty();
    }

    private Optional<String> output(String program, String argument) throws IOException, InterruptedException {
        Path path = Path.of("/usr/bin", program);
        if (!Files.isExecutable(path)) {
            path = Path.of("/bin", program);
        }
        if (!Files.isExecutable(path)) {
            return Optional.empty();
        }
        return commands.run(Command.of(timeout, path.toString(), argument)) instanceof Exited(int status, String output)
                        && status == 0
                ? Optional.of(output.strip())
                : Optional.empty();
    }
}

package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.versions.pep440.Pep440Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The NVIDIA driver on disk, which the next boot loads: a package can have brought a newer one than is loaded. It is
 * read from the library's name and from the module, which is asked for its version only when its file is another.
 */
final class InstalledDriver {
    /** Debian and Ubuntu, Fedora and RHEL, Arch. */
    private static final List<String> LIBRARIES =
            List.of("usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64", "usr/lib");

    private static final List<String> PROGRAMS = List.of("usr/sbin/modinfo", "usr/bin/modinfo", "sbin/modinfo");
    private static final Pattern LIBRARY = Pattern.compile("libnvidia-ml\\.so\\.(\\d+\\.\\d+(?:\\.\\d+)?)");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?");

    /** Debian gives the module the name of its package, {@code nvidia-current.ko}. */
    private static final Pattern MODULE = Pattern.compile(
            "(?m)^((?:[^:\\n]*/)?nvidia(?:-current|-current-open|-open|-(?:legacy|tesla)-\\w+)?\\.ko(?:\\.\\w+)?):");

    private final Path root;
    private final CommandRunner commands;
    private final Duration timeout;
    private volatile @Nullable Module last;

    InstalledDriver(Path root, CommandRunner commands, Duration timeout) {
        this.root = root;
        this.commands = commands;
        this.timeout = timeout;
    }

    /** The newest version on disk; empty where nothing is found there. */
    Optional<String> version() throws IOException, InterruptedException {
        return Stream.concat(library().stream(), module().stream()).max(Comparator.comparing(Pep440Version::parse));
    }

    /** Whether a version is above another, number by number: {@code 580.95.05}. */
    static boolean isNewer(String version, String than) {
        try {
            return Pep440Version.parse(version).compareTo(Pep440Version.parse(than)) > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The library that programs find by its short name is a link to the one that bears the version. */
    private Optional<String> library() throws IOException {
        for (String folder : LIBRARIES) {
            Path library = root.resolve(folder).resolve("libnvidia-ml.so.1");
            if (Files.exists(library)) {
                return parseLibrary(library.toRealPath().getFileName().toString());
            }
        }
        return Optional.empty();
    }

    static Optional<String> parseLibrary(String fileName) {
        Matcher name = LIBRARY.matcher(fileName);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Whether a {@code modules.dep} has any. */
    static boolean hasModule(String modulesDep) {
        return MODULE.matcher(modulesDep).find();
    }

    private Optional<String> module() throws IOException, InterruptedException {
        Path release = root.resolve("proc/sys/kernel/osrelease");
        if (!Files.isReadable(release)) {
            return Optional.empty();
        }
        Path modules =
                root.resolve("lib/modules").resolve(Files.readString(release).strip());
        Path list = modules.resolve("modules.dep");
        if (!Files.isReadable(list)) {
            return Optional.empty();
        }
        Optional<Path> file = parseModules(Files.readString(list)).map(modules::resolve);
        return file.isPresent() && Files.isReadable(file.get()) ? versionOf(file.get()) : Optional.empty();
    }

    /**
     * The driver's module in a {@code modules.dep}, as it stands there, and not those of its parts; empty where several
     * drivers are installed, for which one the next boot loads is not said there.
     */
    static Optional<String> parseModules(String modulesDep) {
        List<String> found =
                MODULE.matcher(modulesDep).results().map(line -> line.group(1)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<String> versionOf(Path file) throws IOException, InterruptedException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Module known = last;
        if (known != null && known.isOf(file, attributes)) {
            return Optional.of(known.version);
        }
        Optional<String> version = ask(file);
        version.ifPresent(found -> last = new Module(file, attributes.size(), attributes.lastModifiedTime(), found));
        return version;
    }

    private Optional<String> ask(Path file) throws IOException, InterruptedException {
        Optional<Path> program =
                PROGRAMS.stream().map(root::resolve).filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Command command = Command.of(timeout, program.get().toString(), "-F", "version", file.toString());
        return commands.run(command) instanceof Exited(int status, String output) && status == 0
                ? Optional.of(output.strip())
                        .filter(version -> VERSION.matcher(version).matches())
                : Optional.empty();
    }

    /** A module's file as it was when it was asked. */
    private record Module(Path file, long bytes, FileTime modified, String version) {
        boolean isOf(Path other, BasicFileAttributes attributes) {
            return file.equals(other) && bytes == attributes.size() && modified.equals(attributes.lastModifiedTime());
        }
    }
}

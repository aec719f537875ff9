package io.lamplighter.agent.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.durable.FileSystemSync;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The standalone Pythons among the agent's tools. One is there whole or not at all, and only because a plan names the
 * source that it came from.
 */
public final class StandalonePythons {
    private static final Logger LOG = Logger.getLogger(StandalonePythons.class);
    private static final Pattern FOLDER = Pattern.compile("(3\\.(\\d+)\\.\\d+)-\\d{8}(T\\d{4})?");
    private static final String UNFINISHED = "unfinished-";
    private static final Duration UNPACKING = Duration.ofMinutes(10);
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    private final Path folder;
    private final Path scratch;
    private final Network network;
    private final WatchedCommands commands;
    private final FileSystemSync sync;

    /** @param commands the agent's own: what is unpacked is nobody else's */
    public StandalonePythons(Layout layout, Network network, WatchedCommands commands) {
        this.folder = layout.tools().resolve("python");
        this.scratch = layout.scratch();
        this.network = network;
        this.commands = commands;
        this.sync = new FileSystemSync(commands);
    }

    /** Where they are, for policies. */
    public Path folder() {
        return folder;
    }

    /** Those that are there, the newest first. */
    public List<Interpreter> present() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Interpreter> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Matcher name = FOLDER.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    found.add(new Interpreter(
                            name.group(1),
                            entry.resolve("bin/python3." + name.group(2)).toString()));
                }
            }
        }
        found.sort(Comparator.comparing((Interpreter each) -> Pep440Version.parse(each.version()))
                .reversed());
        return found;
    }

    /**
     * The newest that a plan allows and a source has, fetched if need be.
     *
     * @throws FailureException when the source has none, cannot be asked, or its file is not what its list says
     */
    public Interpreter provide(Specifiers wanted, AvailableSource source, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        String root = Objects.requireNonNull(source.url(), "no public source has Pythons");
        try (SourceClient client = network.client(source)) {
            String list = new String(client.bytes(root + "/" + StandaloneBuild.LIST), UTF_8);
            StandaloneBuild build = StandaloneBuild.parse(list, Layout.architecture()).stream()
                    .filter(each -> wanted.contains(Pep440Version.parse(each.version())))
                    .findFirst()
                    .orElseThrow(() -> new IOException(root + " has no Python " + wanted.text() + " for this machine"));
            Path place = folder.resolve(build.folder());
            Path program = place.resolve("bin").resolve(build.program());
            if (!Files.exists(place)) {
                LOG.infof("Python %s is fetched from %s, the source %s", build.version(), root, source.name());
                fetch(client, root, build, place, watch);
            }
            return new Interpreter(build.version(), program.toString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new FailureException(
                    Catalogue.of(reason)
                            .orElseGet(() -> Catalogue.named("PYTHON_MISSING", wanted.text()))
                            .adding(reason),
                    reason);
        }
    }

    private void fetch(SourceClient client, String root, StandaloneBuild build, Path place, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x")); // others run them
        removeUnfinished();
        Files.createDirectories(scratch);
        Path archive = Files.createTempFile(scratch, "python-", ".tar.gz");
        Path unpacked = Files.createDirectory(folder.resolve(UNFINISHED + build.folder()));
        try {
            client.file(root + "/" + build.file().replace("+", "%2B"), archive, build.sha256());
            unpack(archive, unpacked, watch);
            new UnpackedPython(unpacked).require();
            requireVersion(unpacked.resolve("bin").resolve(build.program()), build.version());
            sync.holding(unpacked);
            DurableFiles.rename(unpacked, place);
        } finally {
            Files.deleteIfExists(archive);
            FileTrees.delete(unpacked);
        }
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path entry : entries) {
                FileTrees.delete(entry);
            }
        }
    }

    /** Owners and rights are not taken from the archive; everything in it is below one folder. */
    private void unpack(Path archive, Path into, CommandWatch watch) throws IOException, InterruptedException {
        Path tar =
                Optional.of(Path.of("/usr/bin/tar")).filter(Files::isExecutable).orElse(Path.of("/bin/tar"));
        Command command = new Command(
                List.of(
                        tar.toString(),
                        "--extract",
                        "--gzip",
                        "--no-same-owner",
                        "--no-same-permissions",
                        "--strip-components=1",
                        "--file=" + archive,
                        "--directory=" + into),
                Map.of("PATH", "/usr/bin:/bin"),
                into,
                UNPACKING);
        CommandResult result = commands.run(command, watch);
        if (!(result instanceof Exited(int status, String _) && status == 0)) {
            throw new IOException("what was fetched cannot be unpacked: " + result);
        }
    }

    private void requireVersion(Path program, String version) throws IOException, InterruptedException {
        Command question = new Command(
                List.of(program.toString(), "-I", "-S", "-c", "import platform; print(platform.python_version())"),
                Map.of("PATH", "/usr/bin:/bin"),
                Path.of("/"),
                ANSWERING);
        CommandResult result = commands.run(question);
        if (!result.equals(new Exited(0, version + "\n"))) {
            throw new IOException("the Python that was fetched as " + version + " does not work here: " + result);
        }
    }
}

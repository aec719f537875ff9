package io.lamplighter.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.LocalIndex;
import io.lamplighter.lab.LockShelf;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lamp lock export} writes is taken by the programs that it is for: nothing here reads a format itself. */
class ExportedLockTest {
    private static final Path READER = Path.of("src/test/resources/locks/read_lock.py");
    private static final Path CHANNEL = Path.of("../agent/src/test/resources/conda/channel.py");

    private static final Wheel LANTERN = Wheel.of("lantern", "1.0");
    private static final Wheel GLOW = Wheel.of("glow", "2.0+cpu");

    private static Path python;
    private static String series;

    @TempDir
    Path root;

    private Lab lab;
    private LocalIndex tree;
    private LockShelf shelf;
    private HttpServer channel;

    @BeforeAll
    static void findReaders() throws Exception {
        List<String> said = output(Map.of(), "dev/find-lock-readers");
        python = Path.of(said.getLast());
        series = output(Map.of(), python.toString(), "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
                .getFirst();
    }

    @BeforeEach
    void open() throws IOException {
        lab = new Lab(Programs.BUILT, root, LANTERN, Wheel.of("lantern", "1.5"), Wheel.of("glow", "3.0"));
        tree = new LocalIndex(GLOW);
        shelf = new LockShelf();
        channel = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Files.createDirectories(root.resolve("channel")).toRealPath(),
                SimpleFileServer.OutputLevel.NONE);
        channel.start();
        Files.createDirectories(root.resolve("controller"));
        Files.writeString(root.resolve("controller/operator.token"), "operator\n");
        shelf.apply("""
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: shelf}
                spec: {type: pypi, url: "%s", replaces: pypi}
                """.formatted(lab.index().url()));
        shelf.apply("""
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: tree}
                spec: {type: pytorch, url: "%s", replaces: pytorch}
                """.formatted(tree.url()));
    }

    @AfterEach
    void close() {
        channel.stop(0);
        shelf.close();
        tree.close();
        lab.close();
    }

    @Test
    void uvSyncsFromPylock() throws Exception {
        Path file = export(ofPip(), "pylock", "pylock.toml");
        Path venv = venv();

        uv("pip", "sync", "--python", venv.toString(), file.toString());

        assertThat(installed(venv)).containsExactly("glow==2.0+cpu", "lantern==1.0");
        assertThat(output(Map.of(), venv + "/bin/python", "-c", "import glow; print(glow.__version__)"))
                .containsExactly("2.0+cpu");
    }

    @Test
    void uvSyncsFromRequirements() throws Exception {
        Path file = export(ofPip(), "requirements", "requirements.txt");
        Path venv = venv();

        uv(
                "pip",
                "sync",
                "--require-hashes",
                "--index-strategy",
                "unsafe-best-match",
                "--python",
                venv.toString(),
                file.toString());

        assertThat(installed(venv)).containsExactly("glow==2.0+cpu", "lantern==1.0");
    }

    @Test
    void pipInstallsFromRequirements() throws Exception {
        lab.index().add(new Wheel("glow", "2.0+cpu", "decoy = 1\n"));
        Path file = export(ofPip(), "requirements", "requirements.txt");
        Path target = root.resolve("target");

        output(
                Map.of("PIP_CONFIG_FILE", "/dev/null"),
                python.toString(),
                "-m",
                "pip",
                "install",
                "--isolated",
                "--no-cache-dir",
                "--disable-pip-version-check",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--target",
                target.toString(),
                "-r",
                file.toString());

        assertThat(target.resolve("glow-2.0+cpu.dist-info")).isDirectory();
        assertThat(target.resolve("lantern-1.0.dist-info")).isDirectory();
        assertThat(target.resolve("glow/__init__.py")).content().doesNotContain("decoy");
    }

    @Test
    void aValidatorTakesTheBillOfMaterials() throws Exception {
        Lock mixed = new Lock(
                Lock.FORMAT,
                series,
                "as asked",
                List.of(conda(channel()), ofPip().stages().getFirst()));
        Path file = export(mixed, "cyclonedx", "bom.json");

        List<String> purls = read("cyclonedx", file.toString());

        assertThat(purls)
                .hasSize(4)
                .anySatisfy(purl -> assertThat(purl)
                        .startsWith(
                                "pkg:pypi/glow@2.0%2Bcpu?file_name=glow-2.0%2Bcpu-py3-none-any.whl&repository_url="));
        assertThat(purls)
                .anySatisfy(purl -> assertThat(purl)
                        .startsWith("pkg:conda/tools@1.0?build=h1_0&channel=")
                        .endsWith("subdir=linux-64&type=tar.bz2"));
    }

    @Test
    void condaLinksFromTheExplicitList() throws Exception {
        Path file = export(ofConda(channel()), "explicit", "explicit.txt");

        List<String> linked =
                read("explicit", file.toString(), root.resolve("prefix").toString());

        assertThat(linked).containsExactly("greeting 1.0 h1_0", "tools 1.0 h1_0");
        assertThat(root.resolve("prefix/share/greeting")).hasContent("hello");
    }

    @Test
    void condaSolvesTheEnvironmentFileToTheSamePackages() throws Exception {
        Path file = export(ofConda(channel()), "environment", "environment.yml");

        assertThat(read("environment", file.toString())).containsExactly("greeting 1.0 h1_0", "tools 1.0 h1_0");
    }

    @Test
    void pipTakesTheLinesOfAMixedEnvironmentFile() throws Exception {
        Lock mixed = new Lock(
                Lock.FORMAT,
                series,
                "as asked",
                List.of(conda(channel()), ofPip().stages().getFirst()));
        Path file = export(mixed, "environment", "environment.yml");
        Path venv = venv();

        List<String> said = read("environment", file.toString());
        List<String> ofPip = said.stream()
                .filter(line -> line.startsWith("pip: "))
                .map(line -> line.substring(5))
                .toList();
        uv(
                "pip",
                "install",
                "--require-hashes",
                "--index-strategy",
                "unsafe-best-match",
                "--python",
                venv.toString(),
                "-r",
                Files.write(root.resolve("lines.txt"), ofPip).toString());

        assertThat(said).contains("tools 1.0 h1_0", "greeting 1.0 h1_0", "pip 26.0 h1_0");
        assertThat(installed(venv)).containsExactly("glow==2.0+cpu", "lantern==1.0");
    }

    private Path export(Lock lock, String format, String name) throws Exception {
        String plan = shelf.put(lock);
        Program lamp = lab.lamp(
                new Rest(shelf.address(), "operator"), "lock", "export", plan.substring(0, 12), "--format", format);
        assertThat(lamp.exit()).as(lamp::log).isZero();
        return Files.writeString(root.resolve(name), lamp.log());
    }

    private Lock ofPip() {
        LockedStage stage = new LockedStage(
                "all",
                Installer.PIP,
                List.of(
                        wheel(GLOW, new Placement(Source.PYTORCH, "cpu")),
                        wheel(LANTERN, new Placement(Source.PYPI, null))));
        return new Lock(Lock.FORMAT, series, "as asked", List.of(stage));
    }

    private static LockedPackage wheel(Wheel wheel, Placement from) {
        LockedFile file = new LockedFile(wheel.file(), Sha256.of(wheel.bytes()), (long) wheel.bytes().length);
        return new LockedPackage(wheel.project(), wheel.version(), from, List.of(file));
    }

    private static Lock ofConda(Path channel) throws IOException {
        return new Lock(Lock.FORMAT, series, "as asked", List.of(conda(channel)));
    }

    private static LockedStage conda(Path channel) throws IOException {
        return new LockedStage(
                "tools",
                Installer.CONDA,
                List.of(archive(channel, "linux-64", "tools"), archive(channel, "noarch", "greeting")));
    }

    private static LockedPackage archive(Path channel, String subdir, String name) throws IOException {
        String file = subdir + "/" + name + "-1.0-h1_0.tar.bz2";
        byte[] bytes = Files.readAllBytes(channel.resolve(file));
        return new LockedPackage(
                name,
                "1.0",
                "h1_0",
                new Placement(Source.CONDA_FORGE, null),
                List.of(new LockedFile(file, Sha256.of(bytes), (long) bytes.length)));
    }

    /** One with decoys: a newer build, and a newer version. */
    private Path channel() throws Exception {
        Path folder = root.resolve("channel");
        List<Map<String, Object>> packages = List.of(
                archive("tools", "1.0", "h1_0", 0, "linux-64", Map.of("share/tools", "@PREFIX@\n")),
                archive("tools", "1.0", "h2_1", 1, "linux-64", Map.of()),
                archive("tools", "2.0", "h1_0", 0, "linux-64", Map.of()),
                archive("pip", "26.0", "h1_0", 0, "linux-64", Map.of()),
                archive("greeting", "1.0", "h1_0", 0, "noarch", Map.of("share/greeting", "hello\n")));
        Path list = Files.writeString(root.resolve("packages.json"), Wire.write(packages));
        output(Map.of(), python.toString(), "-I", CHANNEL.toString(), folder.toString(), list.toString());
        shelf.apply("""
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: channel}
                spec: {type: conda, url: "http://127.0.0.1:%d", replaces: conda-forge}
                """.formatted(channel.getAddress().getPort()));
        return folder;
    }

    private static Map<String, Object> archive(
            String name, String version, String build, int number, String subdir, Map<String, String> files) {
        return Map.of(
                "name", name,
                "version", version,
                "build", build,
                "number", number,
                "subdir", subdir,
                "noarch", subdir.equals("noarch") ? "generic" : "",
                "depends", List.of(),
                "constrains", List.of(),
                "files", files);
    }

    private static List<String> read(String... arguments) throws Exception {
        return output(
                Map.of(),
                Stream.concat(Stream.of(python.toString(), "-I", READER.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Path venv() throws Exception {
        Path venv = root.resolve("venv");
        uv("venv", "--no-python-downloads", "--python", python.toString(), venv.toString());
        return venv;
    }

    private List<String> installed(Path venv) throws Exception {
        return uv("pip", "freeze", "--python", venv.toString());
    }

    private List<String> uv(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                python.resolveSibling("uv").toString(),
                "--no-config",
                "--quiet",
                "--cache-dir",
                root.resolve("uv-cache").toString()));
        command.addAll(List.of(arguments));
        return output(Map.of(), command.toArray(String[]::new));
    }

    /** What a program says that must succeed, with nothing of this machine's settings. */
    private static List<String> output(Map<String, String> variables, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(UV|PIP|CONDA|PYTHON)_?.*"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(process.exitValue())
                .as(() -> String.join(" ", command) + "\n" + said)
                .isZero();
        return said.lines().toList();
    }
}

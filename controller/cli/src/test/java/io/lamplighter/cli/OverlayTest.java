package io.lamplighter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overlays by the real venv and pip, over generations as an agent lays them out. */
class OverlayTest {
    private static final String FIRST = "aaaaaaaaaaaa-1";
    private static final String SECOND = "bbbbbbbbbbbb-2";
    private static final String WHERE = "import greeting, sys; print(greeting.text, sys.prefix)";

    @TempDir
    Path temporary;

    private Path folder;
    private Path environment;
    private Path mine;
    private LampRun lamp;

    @BeforeEach
    void layOut() throws Exception {
        folder = temporary.toRealPath();
        environment = folder.resolve(".local/state/lamplighter/environments/lab");
        mine = folder.resolve("my packages");
        lamp = new LampRun(folder);
        generation(FIRST, "hello");
        use(FIRST);
        Path launcher = lamp.write(".local/state/lamplighter/bin/lab-python", """
                #!/bin/sh
                VIRTUAL_ENV=$(readlink -f "%s/current")
                export VIRTUAL_ENV
                exec 9< "$VIRTUAL_ENV/.lock" && flock -s 9 && exec "$VIRTUAL_ENV/bin/python" "$@"
                """.formatted(environment));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void putsPackagesOfItsOwnOverAGenerationThatStaysAsItWas() throws Exception {
        assertThat(lamp.run("overlay", "lab", mine.toString())).isZero();
        assertThat(lamp.out())
                .isEqualTo("FOLDER/my packages stands on " + FIRST + " of lab; . FOLDER/my packages/bin/activate\n");
        Map<Path, Long> before = contents(environment);

        String installed =
                say(mine + "/bin/pip", "--isolated", "install", "--no-index", "--find-links", wheels(), "polite");

        assertThat(installed)
                .contains("Requirement already satisfied: greeting")
                .contains("Successfully installed polite-1");
        assertThat(say(mine + "/bin/python", "-c", "import polite; print(polite.text)"))
                .isEqualTo("hello, please\n");
        assertThat(say(mine + "/bin/python", "-c", WHERE)).isEqualTo("hello " + mine + "\n");
        assertThat(contents(environment)).isEqualTo(before);
    }

    @Test
    void keepsItsGenerationWhileAPythonOrAShellOfItRuns() throws Exception {
        lamp.run("overlay", "lab", mine.toString());
        String tryToTake =
                "flock -xn " + environment + "/generations/" + FIRST + "/.lock true && echo free || echo held";

        assertThat(say(
                        mine + "/bin/python",
                        "-c",
                        "import subprocess; subprocess.call(['sh', '-c', '" + tryToTake + "'])"))
                .isEqualTo("held\n");
        assertThat(say("bash", "-c", ". \"$1/bin/activate\"; " + tryToTake, "bash", mine.toString()))
                .isEqualTo("held\n");
        assertThat(say("sh", "-c", tryToTake)).isEqualTo("free\n");
    }

    @Test
    void saysThatItsGenerationWasReplacedAndChangesOverWhenAsked() throws Exception {
        lamp.run("overlay", "lab", mine.toString());
        say(mine + "/bin/pip", "--isolated", "install", "--no-index", "--find-links", wheels(), "polite");
        assertThat(lamp.run("overlay", "--check", mine.toString())).isZero();
        generation(SECOND, "good evening");
        use(SECOND);

        assertThat(lamp.run("overlay", "--check", mine.toString())).isEqualTo(1);
        assertThat(lamp.out())
                .contains(
                        "lab uses another generation now; this one still works; to change over: lamp overlay --renew");
        assertThat(say(
                        "bash",
                        "-c",
                        ". \"$1/bin/activate\" 2>&1; python -c 'import greeting; print(greeting.text)'",
                        "bash",
                        mine.toString()))
                .startsWith("lab uses another generation than the one that " + mine + " stands on")
                .endsWith("hello\n");

        assertThat(lamp.run("overlay", "--renew", mine.toString())).isZero();
        assertThat(lamp.run("overlay", "--check", mine.toString())).isZero();
        assertThat(say(mine + "/bin/python", "-c", "import polite; print(polite.text)"))
                .isEqualTo("good evening, please\n");
    }

    @Test
    void saysWhatToDoWhenItsGenerationWasRemoved() throws Exception {
        lamp.run("overlay", "lab", mine.toString());
        generation(SECOND, "good evening");
        use(SECOND);
        say("rm", "-r", environment.resolve("generations").resolve(FIRST).toString());

        assertThat(lamp.run("overlay", "--check", mine.toString())).isEqualTo(1);
        assertThat(lamp.out()).contains("what it stands on was removed; put it over the present generation");
        assertThat(say(mine + "/bin/python", "-c", "print('up')"))
                .contains("put it over the present one: lamp overlay --renew")
                .endsWith("up\n");
        assertThat(lamp.run("overlay", "--renew", mine.toString())).isZero();
        assertThat(say(mine + "/bin/python", "-c", WHERE)).startsWith("good evening ");
    }

    @Test
    void refusesWhatIsNoPlaceForIt() throws Exception {
        assertThat(lamp.run("overlay", "other", mine.toString())).isEqualTo(2);
        assertThat(lamp.err()).contains("no agent keeps an environment other in FOLDER/.local/state/lamplighter");
        assertThat(lamp.run("overlay", "lab", folder.toString())).isEqualTo(2);
        assertThat(lamp.err()).contains("FOLDER is not empty; name a new directory");
        assertThat(lamp.run("overlay", "--renew", folder.toString())).isEqualTo(2);
        assertThat(lamp.err()).contains("FOLDER is no overlay");
        assertThat(lamp.run("overlay", "lab")).isEqualTo(2);
        assertThat(lamp.run("overlay", "lab", "FOLDER/.local/state/lamplighter/environments/mine"))
                .isEqualTo(2);
        assertThat(lamp.err()).contains("environments/mine is in the agent's own directory");
    }

    private void generation(String name, String text) throws Exception {
        Path generation = environment.resolve("generations").resolve(name);
        say("/usr/bin/python3", "-m", "venv", "--without-pip", generation.toString());
        Files.createFile(generation.resolve(".lock"));
        Path sitePackages =
                Path.of(say(generation + "/bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
                        .strip());
        Files.writeString(sitePackages.resolve("greeting.py"), "text = '" + text + "'\n");
        Path info = Files.createDirectories(sitePackages.resolve("greeting-1.dist-info"));
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: greeting\nVersion: 1\n");
        Files.writeString(info.resolve("RECORD"), "greeting.py,,\ngreeting-1.dist-info/METADATA,,\n");
    }

    private void use(String name) throws IOException {
        Files.deleteIfExists(environment.resolve("current"));
        Files.createSymbolicLink(environment.resolve("current"), Path.of("generations", name));
    }

    /** A folder with one wheel, which needs what the generation has. */
    private String wheels() throws IOException {
        String info = "polite-1.dist-info/";
        Path wheels = Files.createDirectories(folder.resolve("wheels"));
        new StubWheel()
                .with("polite.py", "import greeting\ntext = greeting.text + ', please'\n")
                .with(info + "METADATA", "Metadata-Version: 2.1\nName: polite\nVersion: 1\nRequires-Dist: greeting\n")
                .with(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: stub\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                .with(
                        info + "RECORD",
                        "polite.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n")
                .write(wheels.resolve("polite-1-py3-none-any.whl"));
        return wheels.toString();
    }

    private static Map<Path, Long> contents(Path place) throws IOException {
        Map<Path, Long> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".pyc"))
                    .toList()) {
                contents.put(file, Files.size(file));
            }
        }
        return contents;
    }

    private static String say(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}

package io.lamplighter.agent.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.exposure.Exposures.Exposed;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Step.Expose;
import io.lamplighter.api.plan.Step.Expose.Extra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people find, run by real shells; in place of Python stands a script that says what it got. */
class ExposuresTest {
    private static final EnvironmentName TORCH = new EnvironmentName("torch");
    private static final GenerationName FIRST = new GenerationName("aaaaaaaaaaaa-1");
    private static final GenerationName SECOND = new GenerationName("bbbbbbbbbbbb-2");
    private static final Expose LAUNCHERS = new Expose(true, Map.of());
    private static final Expose EVERYTHING = new Expose(
            true,
            "PyTorch (lab)",
            List.of(Extra.ACTIVATE, Extra.CONDA, Extra.MODULE, Extra.VSCODE),
            Map.of(new VariableName("LAB"), "it's; $(touch /tmp/never) \"x\""));
    private static final String PYTHON = """
            #!/bin/sh
            echo "$0"
            env | grep -E '^(VIRTUAL_ENV|PYTHONNOUSERSITE|PYTHONHOME|LAB)=' | sort
            printf '<%s>' "$@"
            """;

    @TempDir
    Path folder;

    private Layout layout;
    private Path kernels;
    private Path condarc;
    private Path programs;
    private Exposures exposures;

    @BeforeEach
    void layOut() throws IOException {
        Path here = folder.toRealPath();
        layout = new Layout(Files.createDirectories(here.resolve("it's a \"$folder")));
        kernels = here.resolve("jupyter/kernels");
        condarc = here.resolve("conda/condarc.d");
        programs = Files.createDirectories(here.resolve("programs"));
        exposures = new Exposures(layout, new Places(kernels, condarc), List.of(programs));
        generation(FIRST);
        use(FIRST);
    }

    @Test
    void startsTheResolvedPythonWithTheVariablesOfTheSpec() throws Exception {
        exposures.expose(TORCH, EVERYTHING);

        String said = run(layout.bin().resolve("torch-python"), "a b", "$c");

        assertThat(said).isEqualTo("""
                %1$s/bin/python
                LAB=it's; $(touch /tmp/never) "x"
                PYTHONNOUSERSITE=1
                VIRTUAL_ENV=%1$s
                <a b><$c>""".formatted(layout.generation(TORCH, FIRST)));
    }

    @Test
    void letsHomesShadowPackagesWhereTheSpecSaysSo() throws Exception {
        exposures.expose(TORCH, new Expose(true, null, List.of(Extra.USER_SITE), Map.of()));

        assertThat(run(layout.bin().resolve("torch-python"))).doesNotContain("PYTHONNOUSERSITE");
    }

    @Test
    void findsProgramsOfTheGenerationFirst() throws Exception {
        exposures.expose(TORCH, LAUNCHERS);

        String said = run(layout.bin().resolve("torch-run"), "python", "script.py");

        assertThat(said)
                .startsWith(layout.generation(TORCH, FIRST) + "/bin/python\n")
                .endsWith("<script.py>");
    }

    /** Whoever removes a generation takes the same lock for itself alone. */
    @Test
    void holdsTheLockOfTheGenerationForAsLongAsWhatItStarted() throws Exception {
        exposures.expose(TORCH, LAUNCHERS);
        String lock = layout.generation(TORCH, FIRST).resolve(".lock").toString();
        Process job = new ProcessBuilder(
                        layout.bin().resolve("torch-run").toString(), "/bin/sh", "-c", "echo up; read -r go")
                .start();
        assertThat(job.inputReader().readLine()).isEqualTo("up");

        int whileItRuns = tryForItselfAlone(lock);
        job.outputWriter().close();
        job.waitFor();

        assertThat(whileItRuns).isEqualTo(1);
        assertThat(tryForItselfAlone(lock)).isZero();
    }

    private static int tryForItselfAlone(String lock) throws Exception {
        return new ProcessBuilder("/usr/bin/flock", "-xn", lock, "/bin/true")
                .start()
                .waitFor();
    }

    @Test
    void saysHowToUseItAndWhatIsMissing() throws Exception {
        exposures.expose(TORCH, LAUNCHERS);

        assertThat(run(layout.bin().resolve("torch-run"))).contains("usage: torch-run PROGRAM");
        Files.delete(layout.current(TORCH));
        assertThat(run(layout.bin().resolve("torch-python"))).contains("The environment torch is not usable");
    }

    @Test
    void showsJupyterAKernelThatStartsThroughALauncher() throws Exception {
        exposures.expose(TORCH, EVERYTHING);

        JsonNode spec = Wire.mapper()
                .readTree(kernels.resolve("lamplighter-torch/kernel.json").toFile());
        assertThat(spec.get("display_name").asText()).isEqualTo("PyTorch (lab)");
        assertThat(spec.get("language").asText()).isEqualTo("python");
        List<String> argv = new ArrayList<>();
        spec.get("argv").forEach(each -> argv.add(each.asText()));
        assertThat(argv.subList(1, 5)).containsExactly("-m", "ipykernel_launcher", "-f", "{connection_file}");
        assertThat(run(Path.of(argv.getFirst()), "-m"))
                .startsWith(layout.generation(TORCH, FIRST) + "/bin/python\n")
                .endsWith("<-m>");
    }

    @Test
    void showsNoKernelThatWouldNotStartAndSaysWhy() throws Exception {
        generation(SECOND);
        Files.delete(sitePackages(SECOND).resolve("ipykernel_launcher.py"));
        exposures.expose(TORCH, EVERYTHING);
        use(SECOND);

        Exposed exposed = exposures.expose(TORCH, EVERYTHING);

        assertThat(exposed.refused())
                .containsExactly("Jupyter gets no kernel: the environment has no ipykernel; add it to a stage, or write"
                        + " kernel: none");
        assertThat(kernels.resolve("lamplighter-torch")).doesNotExist();
        assertThat(layout.kernels().resolve("lamplighter-torch")).doesNotExist();
    }

    @Test
    void leavesAKernelOfSomebodyElseAlone() throws Exception {
        Path theirs = Files.createDirectories(kernels.resolve("lamplighter-torch"));

        Exposed exposed = exposures.expose(TORCH, EVERYTHING);
        exposures.remove(TORCH);

        assertThat(exposed.refused())
                .containsExactly("Jupyter is not shown the kernel: " + theirs + " is somebody else's");
        assertThat(theirs).isEmptyDirectory();
    }

    @Test
    void writesNothingWhereSomebodyElseCouldPutALink() throws Exception {
        Files.createDirectories(kernels);
        Files.setPosixFilePermissions(kernels, PosixFilePermissions.fromString("rwxrwxrwx"));

        Exposed exposed = exposures.expose(TORCH, EVERYTHING);

        assertThat(exposed.refused()).singleElement().asString().startsWith("nothing is written to " + kernels);
        assertThat(kernels).isEmptyDirectory();
    }

    /** By the rules of conda: a folder of envs_dirs with conda-meta/history is an environment of its name. */
    @Test
    void namesItToCondaAsAFolderOfLaunchersThatCondaWillNotChange() throws Exception {
        exposures.expose(TORCH, EVERYTHING);

        assertThat(condarc.resolve("lamplighter.yml")).content().isEqualTo("""
                # Made by Lamplighter and replaced without asking.
                envs_dirs:
                - '%s'
                """.formatted(
                        layout.prefixes().toString().replace("'", "''")));
        assertThat(layout.prefix(TORCH).resolve("conda-meta/history")).exists();
        assertThat(layout.prefix(TORCH).resolve("conda-meta/frozen")).content().contains("lamp overlay torch");
        assertThat(run(layout.prefix(TORCH).resolve("bin/torchrun"), "train.py"))
                .startsWith(layout.generation(TORCH, FIRST) + "/bin/torchrun\n")
                .endsWith("<train.py>");
        assertThat(layout.prefix(TORCH).resolve("bin")).isDirectoryNotContaining(file -> file.endsWith("pip"));
    }

    @Test
    void handsOnTheProgramsOfTheGenerationInUse() throws Exception {
        generation(SECOND);
        Files.move(
                layout.generation(TORCH, SECOND).resolve("bin/torchrun"),
                layout.generation(TORCH, SECOND).resolve("bin/torchgo"));
        exposures.expose(TORCH, EVERYTHING);
        use(SECOND);

        exposures.expose(TORCH, EVERYTHING);

        assertThat(layout.prefix(TORCH).resolve("bin/torchrun")).doesNotExist();
        assertThat(run(layout.prefix(TORCH).resolve("bin/torchgo")))
                .startsWith(layout.generation(TORCH, SECOND) + "/bin/torchgo\n");
    }

    @Test
    void doesNotHideAProgramOfTheSystem() throws Exception {
        Files.createFile(programs.resolve("torch-run"));

        Exposed exposed = exposures.expose(TORCH, LAUNCHERS);

        assertThat(exposed.refused())
                .containsExactly("torch-run is not made: it would hide a program of the system; give the environment"
                        + " another name");
        assertThat(layout.bin()).isDirectoryContaining(file -> file.endsWith("torch-python"));
        assertThat(layout.bin().resolve("torch-run")).doesNotExist();
    }

    @Test
    void changesNothingTheSecondTimeAndRestoresWhatSomebodyAltered() throws Exception {
        assertThat(exposures.expose(TORCH, EVERYTHING).changed()).isTrue();
        Map<Path, String> before = contents();
        assertThat(exposures.expose(TORCH, EVERYTHING).changed()).isFalse();

        Path python = layout.bin().resolve("torch-python");
        Files.delete(python);
        Files.createSymbolicLink(python, programs.resolve("evil"));
        Files.setPosixFilePermissions(layout.bin().resolve("torch-run"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(layout.kernels().resolve("lamplighter-torch/kernel.json"), "{}");
        Files.delete(layout.prefix(TORCH).resolve("bin/torchrun"));
        Files.createDirectories(layout.prefix(TORCH).resolve("bin/torchrun/deep"));
        Files.writeString(layout.prefix(TORCH).resolve("conda-meta/numpy-1.json"), "{}");
        Files.delete(condarc.resolve("lamplighter.yml"));

        assertThat(exposures.expose(TORCH, EVERYTHING).changed()).isTrue();
        assertThat(contents()).isEqualTo(before);
        assertThat(programs).isEmptyDirectory();
    }

    @Test
    void takesEverythingAwayWithTheEnvironment() throws Exception {
        exposures.expose(TORCH, EVERYTHING);

        exposures.remove(TORCH);

        assertThat(layout.bin()).isEmptyDirectory();
        assertThat(layout.prefixes()).isEmptyDirectory();
        assertThat(layout.kernels()).isEmptyDirectory();
        assertThat(layout.modules().resolve("lamplighter")).isEmptyDirectory();
        assertThat(kernels).isEmptyDirectory();
        assertThat(condarc).isEmptyDirectory();
    }

    @Test
    void isFinishedAfterAKillBetweenAnyTwoFiles() throws Exception {
        exposures.expose(TORCH, EVERYTHING);
        Map<Path, String> whole = contents();

        for (Path missing : whole.keySet()) {
            Files.deleteIfExists(missing);
            Files.writeString(missing.resolveSibling(missing.getFileName() + ".next"), "half a f");
            exposures.expose(TORCH, EVERYTHING);

            assertThat(missing).satisfies(path -> assertThat(contents()).containsEntry(path, whole.get(path)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "zsh"})
    void givesAShellOneGenerationUntilItGivesItBack(String shell) throws Exception {
        assumeTrue(
                Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.exists(Path.of(bin + shell))),
                "there is a " + shell);
        exposures.expose(TORCH, EVERYTHING);
        Path script = Files.writeString(folder.resolve("script"), """
                set -eu
                LAB=before
                . "$1"
                python one
                if flock -xn "$VIRTUAL_ENV/.lock" true; then echo free; else echo held; fi
                lock=$VIRTUAL_ENV/.lock
                deactivate
                echo "$LAB ${PYTHONNOUSERSITE-none} ${VIRTUAL_ENV-none} $PATH"
                if flock -xn "$lock" true; then echo free; else echo held; fi
                """);

        String said = run(
                Path.of("/usr/bin/env"),
                shell,
                script.toString(),
                layout.bin().resolve("torch-activate").toString());

        assertThat(said).isEqualTo("""
                %1$s/bin/python
                LAB=it's; $(touch /tmp/never) "x"
                PYTHONNOUSERSITE=1
                VIRTUAL_ENV=%1$s
                <one>held
                before none none /usr/bin:/bin
                free
                """.formatted(layout.generation(TORCH, FIRST)));
    }

    @Test
    void saysInAShellWhatIsMissing() throws Exception {
        exposures.expose(TORCH, EVERYTHING);
        Files.delete(layout.current(TORCH));

        String said = run(
                Path.of("/bin/bash"),
                "-c",
                ". \"$1\" || echo \"still here: ${VIRTUAL_ENV-none}\"",
                "bash",
                layout.bin().resolve("torch-activate").toString());

        assertThat(said)
                .contains("The environment torch is not usable on this machine (nothing at " + layout.environment(TORCH)
                        + "/current)")
                .endsWith("still here: none\n");
    }

    /** By Tcl itself, with the commands of Environment Modules in its place saying what they got. */
    @Test
    void writesAModuleThatPutsLaunchersOnThePath() throws Exception {
        exposures.expose(TORCH, EVERYTHING);

        Path module = layout.modules().resolve("lamplighter/torch");
        assertThat(module).content().startsWith("#%Module1.0\n");
        assertThat(module.resolveSibling("torch.lua"))
                .content()
                .contains("prepend_path(\"PATH\", \""
                        + layout.prefix(TORCH).resolve("bin").toString().replace("\"", "\\\"") + "\")");
        if (Files.exists(Path.of("/usr/bin/tclsh"))) {
            Path driver = Files.writeString(folder.resolve("driver.tcl"), """
                    proc module-whatis {text} {}
                    proc conflict {name} {}
                    proc prepend-path {name value} { puts "$name=$value" }
                    source [lindex $argv 0]
                    """);
            assertThat(run(Path.of("/usr/bin/tclsh"), driver.toString(), module.toString()))
                    .isEqualTo("PATH=" + layout.prefix(TORCH).resolve("bin") + "\n");
        }
    }

    private void generation(GenerationName name) throws IOException {
        Path generation = layout.generation(TORCH, name);
        Files.createDirectories(generation.resolve("bin"));
        Files.createFile(generation.resolve(".lock"));
        for (String program : List.of("python", "torchrun", "pip")) {
            Path file = Files.writeString(generation.resolve("bin").resolve(program), PYTHON);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createDirectories(sitePackages(name));
        Files.createFile(sitePackages(name).resolve("ipykernel_launcher.py"));
    }

    private Path sitePackages(GenerationName name) {
        return layout.generation(TORCH, name).resolve("lib/python3.11/site-packages");
    }

    private void use(GenerationName name) throws IOException {
        Files.deleteIfExists(layout.current(TORCH));
        Files.createSymbolicLink(layout.current(TORCH), Path.of("generations", name.value()));
    }

    /** Everything that was made, with its permissions. */
    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        for (Path place : List.of(layout.bin(), layout.prefixes(), layout.root().resolve("share"), kernels, condarc)) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(each -> !Files.isDirectory(each) || Files.isSymbolicLink(each))
                        .toList()) {
                    contents.put(
                            file,
                            Files.isSymbolicLink(file)
                                    ? "-> " + Files.readSymbolicLink(file)
                                    : PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                                            + Files.readString(file));
                }
            }
        }
        return contents;
    }

    private String run(Path launcher, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var environment = Map.of("PATH", "/usr/bin:/bin", "PYTHONHOME", "/nowhere");
        var result = new SystemCommands(folder.resolve("output"))
                .run(new Command(command, environment, folder, Duration.ofSeconds(30)));
        return ((Exited) result).output();
    }
}

package io.lamplighter.agent.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, each of which shows in one way only that it uses a generation. */
class UsageLookTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String WAIT = "; print('up', flush=True); input()";

    @TempDir
    Path scratch;

    private final List<Process> started = new ArrayList<>();
    private Path used;
    private Path unused;

    @BeforeEach
    void makeGenerations() throws IOException {
        Path generations = scratch.toRealPath().resolve("environments/lab/generations");
        used = generation(generations.resolve("0123456789ab-12"));
        unused = generation(generations.resolve("0123456789ab-1"));
    }

    private static Path generation(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/python"), Path.of(PYTHON).toRealPath());
        Files.writeString(folder.resolve("pyvenv.cfg"), "home = /usr/bin\n");
        Files.writeString(folder.resolve("library"), "x".repeat(5000));
        Files.createFile(folder.resolve(".lock"));
        return folder;
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void seesAProcessThatWasStartedByAPath() throws Exception {
        Process process = start(Path.of("/"), Map.of(), used + "/bin/python", "-c", "0" + WAIT);

        assertThat(seen(process)).isEqualTo("arguments");
    }

    @Test
    void seesAProcessThatWasStartedByARelativePath() throws Exception {
        Process process = start(
                scratch.toRealPath().resolve("environments"),
                Map.of(),
                "lab/generations/" + used.getFileName() + "/bin/python",
                "-c",
                "0" + WAIT);

        assertThat(seen(process)).isEqualTo("arguments");
    }

    @Test
    void seesAKernelByTheVariablesOfItsEnvironment() throws Exception {
        Process process = start(
                Path.of("/"),
                Map.of("PATH", used + "/bin:/usr/bin", "VIRTUAL_ENV", "" + used),
                PYTHON,
                "-c",
                "0" + WAIT);

        assertThat(seen(process)).isEqualTo("variables");
    }

    @Test
    void seesAProcessThatStandsInIt() throws Exception {
        Process process = start(used.resolve("bin"), Map.of(), PYTHON, "-c", "0" + WAIT);

        assertThat(seen(process)).isEqualTo("working folder");
    }

    @Test
    void seesALauncherByTheLockThatItHasOpen() throws Exception {
        Process process = told(used.resolve(".lock"), "lock = open(input())" + WAIT);

        assertThat(seen(process)).isEqualTo("open files");
    }

    @Test
    void seesALibraryThatIsMappedAndOpenNoMore() throws Exception {
        Process process = told(
                used.resolve("library"),
                "import ctypes; file = open(input()); map = ctypes.CDLL(None).mmap; map.restype = ctypes.c_void_p;"
                        + " map(None, 4096, 1, 2, file.fileno(), 0); file.close()" + WAIT);

        assertThat(seen(process)).isEqualTo("mapped files");
    }

    @Test
    void seesAJobInAContainerThatWasGivenAGenerationUnderAnotherName() throws Exception {
        Process process = inANamespace(used, "exec env -i " + PYTHON + " -c \"0" + WAIT + "\"");

        assertThat(seen(process)).isEqualTo("mounts");
    }

    @Test
    void seesAJobInAContainerThatWasGivenTheFolderAbove() throws Exception {
        Process process = inANamespace(
                scratch.toRealPath().resolve("environments/lab"),
                "exec env -i /mnt/generations/" + used.getFileName() + "/bin/python -c \"0" + WAIT + "\"");

        assertThat(seen(process)).isEqualTo("arguments");
    }

    @Test
    void countsAProcessThatMayNotBeLookedAt() throws Exception {
        Path proc = Files.createDirectory(scratch.resolve("proc"));
        process(proc.resolve("7"));
        Files.createDirectory(process(proc.resolve("8")).resolve("maps"));
        Files.createDirectory(proc.resolve("self"));
        Files.writeString(proc.resolve("self/mountinfo"), "");

        Usage usage = new UsageLook(proc).at(List.of(used));

        assertThat(usage).isEqualTo(new Usage(Map.of(), 1));
    }

    /** Every machine has dozens of them: counted as unknown, they would keep every generation from being given up. */
    @Test
    void knowsThatAThreadOfTheKernelUsesNothing() throws Exception {
        Path kthreadd = Path.of("/proc/2");
        assumeThat(kthreadd.resolve("comm"))
                .as("outside of a container")
                .content()
                .startsWith("kthreadd");
        Path proc = Files.createDirectory(scratch.resolve("proc"));
        Files.createSymbolicLink(proc.resolve("2"), kthreadd);
        Files.createDirectory(proc.resolve("self"));
        Files.writeString(proc.resolve("self/mountinfo"), "");

        Usage usage = new UsageLook(proc).at(List.of(used));

        assertThat(usage).isEqualTo(new Usage(Map.of(), 0));
    }

    /** Nothing but what can be read of every process. */
    private static Path process(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("fd"));
        for (String file : List.of("cmdline", "environ", "mountinfo")) {
            Files.createFile(folder.resolve(file));
        }
        if (folder.endsWith("7")) {
            Files.createFile(folder.resolve("maps"));
        }
        String id = String.valueOf(folder.getFileName());
        Files.writeString(folder.resolve("stat"), id + " (job) S 1 7 7 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 100 0");
        return folder;
    }

    /** How one process was seen to use the one generation, and nothing the other. */
    private String seen(Process process) throws IOException {
        Usage usage = new UsageLook().at(List.of(used, unused));
        assertThat(usage.of(unused)).isEmpty();
        assertThat(usage.of(used)).hasSize(1);
        Use use = usage.of(used).getFirst();
        assertThat(process.toHandle()
                                .descendants()
                                .map(ProcessHandle::pid)
                                .toList()
                                .contains(use.process())
                        || use.process() == process.pid())
                .isTrue();
        return use.how();
    }

    private Process inANamespace(Path mounted, String then) throws IOException {
        return told(
                List.of(
                        "/usr/bin/unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "/bin/sh",
                        "-c",
                        "read -r given; mount --bind \"$given\" /mnt; " + then),
                mounted);
    }

    private Process told(Path path, String program) throws IOException {
        return told(List.of(PYTHON, "-c", program), path);
    }

    /** It reads a path from its input, so that its arguments do not hold it. */
    private Process told(List<String> command, Path path) throws IOException {
        Process process = launch(Path.of("/"), Map.of(), command);
        process.outputWriter(UTF_8).write(path + "\n");
        process.outputWriter(UTF_8).flush();
        return up(process);
    }

    private Process start(Path folder, Map<String, String> variables, String... command) throws IOException {
        return up(launch(folder, variables, List.of(command)));
    }

    private Process launch(Path folder, Map<String, String> variables, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static Process up(Process process) throws IOException {
        assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("up");
        return process;
    }
}

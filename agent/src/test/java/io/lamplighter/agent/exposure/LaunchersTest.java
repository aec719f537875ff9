package io.lamplighter.agent.exposure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Step.Expose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers, run by the real shell; in place of Python stands a script that says what it got. */
class LaunchersTest {
    private static final EnvironmentName TORCH = new EnvironmentName("torch");
    private static final GenerationName FIRST = new GenerationName("aaaaaaaaaaaa-1");

    @TempDir
    Path folder;

    private Layout layout;
    private Launchers launchers;

    @BeforeEach
    void layOut() throws IOException {
        layout = new Layout(Files.createDirectories(folder.toRealPath().resolve("it's a folder")));
        launchers = new Launchers(layout);
        Path generation = layout.generation(TORCH, FIRST);
        Files.createDirectories(generation.resolve("bin"));
        Files.createFile(generation.resolve(".lock"));
        Path python = Files.write(generation.resolve("bin/python"), """
                #!/bin/sh
                echo "$0"
                env | grep -E '^(VIRTUAL_ENV|PYTHONNOUSERSITE|PYTHONHOME|LAB)=' | sort
                printf '<%s>' "$@"
                """.getBytes(UTF_8));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(layout.current(TORCH), Path.of("generations", FIRST.value()));
    }

    @Test
    void startsTheResolvedPythonWithTheVariablesOfTheSpec() throws Exception {
        launchers.expose(TORCH, new Expose(true, Map.of(new VariableName("LAB"), "it's; $(touch /tmp/never) \"x\"")));

        String said = run(layout.bin().resolve("torch-python"), "a b", "$c");

        assertThat(said).isEqualTo("""
                %1$s/bin/python
                LAB=it's; $(touch /tmp/never) "x"
                PYTHONNOUSERSITE=1
                VIRTUAL_ENV=%1$s
                <a b><$c>""".formatted(layout.generation(TORCH, FIRST)));
    }

    @Test
    void findsProgramsOfTheGenerationFirst() throws Exception {
        launchers.expose(TORCH, new Expose(true, Map.of()));

        String said = run(layout.bin().resolve("torch-run"), "python", "script.py");

        assertThat(said)
                .startsWith(layout.generation(TORCH, FIRST) + "/bin/python\n")
                .endsWith("<script.py>");
    }

    @Test
    void saysHowToUseItAndWhatIsMissing() throws Exception {
        launchers.expose(TORCH, new Expose(true, Map.of()));

        assertThat(run(layout.bin().resolve("torch-run"))).contains("usage: torch-run PROGRAM");
        Files.delete(layout.current(TORCH));
        assertThat(run(layout.bin().resolve("torch-python"))).contains("The environment torch is not usable");
    }

    @Test
    void isTakenAwayWhenThePlanWantsNone() throws Exception {
        launchers.expose(TORCH, new Expose(true, Map.of()));

        launchers.expose(TORCH, new Expose(false, Map.of()));

        assertThat(layout.bin()).isEmptyDirectory();
        assertThat(launchers.isMissing(TORCH)).isTrue();
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

package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterProbeTest {
    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void startEmpty() throws Exception {
        machine = new FakeMachine(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void asksEachPythonOnceUnderWhateverNames() throws Exception {
        Path real = machine.program("usr/bin/python3.11", "echo 3.11.2; echo " + root + "/usr/bin/python3.11");
        Files.createSymbolicLink(real.resolveSibling("python3"), real);
        Files.createSymbolicLink(
                Files.createDirectories(root.resolve("usr/local/bin")).resolve("python3"), real);

        assertThat(read("")).containsExactly(new Interpreter("3.11.2", real.toString()));
    }

    @Test
    void recordsWhereAShimLeads() throws Exception {
        machine.program("home/shims/python3", "echo 3.12.4; echo /opt/python/bin/python3.12");

        assertThat(read(root + "/home/shims")).containsExactly(new Interpreter("3.12.4", "/opt/python/bin/python3.12"));
    }

    @Test
    void passesOverVenvsOtherProgramsAndWhatFails() throws Exception {
        machine.program("usr/bin/python3", ":");
        machine.program("usr/bin/python3.9", "exit 1");
        machine.program("usr/bin/python3-config", "echo 3.9.1; echo /usr/bin/python3-config");
        machine.program("usr/bin/python2.7", "echo 2.7.18; echo /usr/bin/python2.7");

        assertThat(read("")).isEmpty();
    }

    @Test
    void putsThoseFirstThatEverybodyReaches() throws Exception {
        machine.program("usr/bin/python3.13", "echo 3.13.1; echo " + root + "/home/me/python3.13");
        machine.program("home/me/python3.13", ":");
        Files.setPosixFilePermissions(root.resolve("home"), PosixFilePermissions.fromString("rwx------"));
        Path open = machine.program("usr/bin/python3.9", "echo 3.9.2; echo " + root + "/usr/bin/python3.9");
        assumeTrue(InterpreterProbe.everybodyReaches(open), "the temporary folder is open to all");

        List<Interpreter> found = read("");

        assertThat(found).extracting(Interpreter::version).containsExactly("3.9.2", "3.13.1");
    }

    @Test
    void looksInEveryFolderUnderOpt() throws Exception {
        machine.program("opt/python-3.14/bin/python3.14", "echo 3.14.0; echo /opt/python-3.14/bin/python3.14");

        assertThat(read("")).extracting(Interpreter::version).containsExactly("3.14.0");
    }

    @Test
    void understandsTheRealPythonOfThisMachine() throws Exception {
        List<Interpreter> found = new InterpreterProbe(
                        Programs.of(Path.of("/"), ""), new SystemCommands(root.resolve("out")), Duration.ofSeconds(20))
                .read();

        assertThat(found).isNotEmpty().allSatisfy(python -> {
            assertThat(python.version()).matches("3\\.\\d+\\.\\d+\\S*");
            assertThat(Path.of(python.path())).isAbsolute().isExecutable();
        });
    }

    private List<Interpreter> read(String path) throws Exception {
        return new InterpreterProbe(
                        Programs.of(root, path), new SystemCommands(root.resolve("out")), Duration.ofSeconds(20))
                .read();
    }
}

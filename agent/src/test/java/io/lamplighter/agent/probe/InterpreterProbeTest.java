package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterProbeTest {
    @TempDir
    Path root;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T06:00:00Z"));
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
        List<Interpreter> found = probe(Programs.of(Path.of("/"), ""), new SystemCommands(root.resolve("out")))
                .read();

        assertThat(found).isNotEmpty().allSatisfy(python -> {
            assertThat(python.version()).matches("3\\.\\d+\\.\\d+\\S*");
            assertThat(Path.of(python.path())).isAbsolute().isExecutable();
        });
    }

    @Test
    void startsNoPythonOfThisMachineThatIsAsItWas() throws Exception {
        var started = new AtomicInteger();
        SystemCommands system = new SystemCommands(root.resolve("out"));
        InterpreterProbe probe = probe(Programs.of(Path.of("/"), ""), command -> {
            started.incrementAndGet();
            return system.run(command);
        });
        probe.read(); // says which files decide it
        List<Interpreter> second = probe.read(); // with these the same before and after
        started.set(0);

        List<Interpreter> third = probe.read();

        assertThat(third).isNotEmpty().isEqualTo(second);
        assertThat(started).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/bin/python3.11", "usr/lib/python3.11/os.py", "usr/lib/libpython3.11.so.1.0"})
    void asksAnewWhenAFileThatDecidesIsAnother(String file) throws Exception {
        ScriptedCommands commands = python311();
        InterpreterProbe probe = probe(Programs.of(root, ""), commands);
        probe.read();
        probe.read();
        Path upgraded = root.resolve(file);

        Files.move(
                Files.copy(upgraded, root.resolve("new"), StandardCopyOption.COPY_ATTRIBUTES),
                upgraded,
                StandardCopyOption.REPLACE_EXISTING);
        probe.read();

        assertThat(commands.asked()).hasSize(3);
    }

    @Test
    void asksAnewOnceADay() throws Exception {
        ScriptedCommands commands = python311();
        InterpreterProbe probe = probe(Programs.of(root, ""), commands);
        probe.read();
        probe.read();

        clock.pass(Duration.ofDays(1).minusSeconds(1));
        probe.read();
        assertThat(commands.asked()).hasSize(2);
        clock.pass(Duration.ofSeconds(1));
        probe.read();

        assertThat(commands.asked()).hasSize(3);
    }

    @Test
    void asksShimsWhenTheirChoiceIsAnotherAndOnceAnHourElse() throws Exception {
        machine.write(root.resolve("home/version"), "3.12.4");
        machine.program("home/shims/python3", "");
        machine.program("home/shims/python3.9", "");
        ScriptedCommands commands =
                new ScriptedCommands().when("home/shims/python3", "3.12.4\n%1$s/python\n%1$s/python\n".formatted(root));
        InterpreterProbe probe = probe(Programs.of(root, root + "/home/shims"), commands);
        probe.read();
        probe.read();
        probe.read();
        assertThat(commands.asked()).hasSize(4);

        machine.write(root.resolve("home/version"), "3.13.12");
        probe.read();
        assertThat(commands.asked()).hasSize(6);
        clock.pass(Duration.ofHours(1));
        probe.read();

        assertThat(commands.asked()).hasSize(8);
    }

    /** A compiled Python 3.11 that says which files decide what it says. */
    private ScriptedCommands python311() throws Exception {
        Path program = root.resolve("usr/bin/python3.11");
        machine.program("usr/bin/python3.11", "");
        Files.write(program, new byte[] {0x7f, 'E', 'L', 'F'});
        machine.write(root.resolve("usr/lib/python3.11/os.py"), "");
        machine.write(root.resolve("usr/lib/libpython3.11.so.1.0"), "");
        return new ScriptedCommands().when("usr/bin/python3.11", """
                        3.11.2
                        %1$s/usr/bin/python3.11
                        %1$s/usr/bin/python3.11
                        %1$s/usr/lib/python3.11
                        %1$s/usr/lib/libpython3.11.so.1.0
                        """.formatted(root));
    }

    private List<Interpreter> read(String path) throws Exception {
        return probe(Programs.of(root, path), new SystemCommands(root.resolve("out")))
                .read();
    }

    private InterpreterProbe probe(Programs programs, CommandRunner commands) {
        return new InterpreterProbe(programs, commands, Duration.ofSeconds(20), clock);
    }
}

package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.versions.pep440.Specifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    Path folder;

    private Path python;
    private Path packages;
    private Interpreter interpreter;
    private Fingerprint fingerprint;

    @BeforeEach
    void makeAGeneration() throws IOException {
        python = Files.writeString(folder.resolve("python3.11"), "3.11.2");
        interpreter = new Interpreter("3.11.2", python.toString());
        packages = Files.createDirectories(folder.resolve("lib/python3.11/site-packages"));
        Files.createDirectory(packages.resolve("numpy-2.4.dist-info"));
        Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/python"), python);
        fingerprint = Fingerprint.of(folder, interpreter);
    }

    @Test
    void comparesNamesAndNotTimes() throws IOException {
        Files.setLastModifiedTime(packages.resolve("numpy-2.4.dist-info"), FileTime.from(Instant.EPOCH));
        Files.createDirectory(packages.resolve("__pycache__"));

        assertThat(drift()).isEmpty();
    }

    @Test
    void namesWhatIsMissingAndWhatWasAdded() throws IOException {
        Files.delete(packages.resolve("numpy-2.4.dist-info"));
        Files.createDirectory(packages.resolve("numpy-2.5.dist-info"));

        assertThat(drift().orElseThrow()).contains("missing [numpy-2.4.dist-info], added [numpy-2.5.dist-info]");
    }

    @Test
    void noticesAnInterpreterThatWentAwayOrBecameAnother() throws IOException {
        Files.writeString(python, "3.11.2, rebuilt");
        assertThat(drift()).isEmpty();

        interpreter = new Interpreter("3.11.9", python.toString());
        assertThat(drift().orElseThrow()).contains("is not 3.11.2 any more");

        Files.delete(python);
        assertThat(drift().orElseThrow()).contains("is gone");
    }

    @Test
    void choosesAPythonThatEveryUserReachesAndThenTheNewest() {
        var system = new Interpreter("3.11.2", "/usr/bin/python3.11");
        var newer = new Interpreter("3.12.1", "/usr/local/bin/python3.12");
        var inAHome = new Interpreter("3.13.0", "/home/anna/.pyenv/versions/3.13.0/bin/python3.13");
        var choice = new InterpreterChoice(path -> !path.startsWith("/home"));
        List<Interpreter> all = List.of(inAHome, system, newer);

        assertThat(choice.choose(all, Specifiers.parse(">=3.9"))).contains(newer);
        assertThat(choice.choose(all, Specifiers.parse("==3.11.*"))).contains(system);
        assertThat(choice.choose(all, Specifiers.parse("==3.13.*"))).contains(inAHome);
        assertThat(choice.choose(all, Specifiers.parse("==3.8.*"))).isEmpty();
    }

    private Optional<String> drift() throws IOException {
        return fingerprint.drift(folder, List.of(interpreter));
    }
}

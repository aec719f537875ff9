package io.lamplighter.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void keepsWhatIsPrintedOnBothStreamsAndHowItEnded() throws Exception {
        Program program = script("echo \"to $1\"; echo trouble >&2; exit 3");

        ProgramResult result = program.run(LONG, "out");

        assertThat(result).isEqualTo(new ProgramResult.Exited(3, "to out\n", "trouble\n"));
    }

    @Test
    void givesNoInput() throws Exception {
        Program program = script("cat; echo end");

        ProgramResult result = program.run(LONG);

        assertThat(result).isEqualTo(new ProgramResult.Exited(0, "end\n", ""));
    }

    @Test
    void killsWhatDoesNotEnd() throws Exception {
        Program program = script("exec sleep 600");

        ProgramResult result = program.run(Duration.ofMillis(50));

        assertThat(result).isEqualTo(new ProgramResult.TimedOut());
    }

    @Test
    void refusesToKeepWhatNeverEnds() throws Exception {
        Program program = script("exec yes");

        assertThatThrownBy(() -> program.run(LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("prints more than 64 MiB");
    }

    @Test
    void saysThatAProgramCannotBeStarted() {
        Program program = new Program(folder.resolve("missing"));

        assertThatThrownBy(() -> program.run(LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void looksInTheFoldersOfTheSearchPathInTheirOrder() throws Exception {
        Files.createDirectories(folder.resolve("first/tool"));
        Files.writeString(Files.createDirectory(folder.resolve("second")).resolve("tool"), "not executable");
        script("exit 0");
        String path = String.join(":", "", "relative", folder + "/first", folder + "/second", folder.toString());

        Optional<Program> found = Program.find("tool", path);

        assertThat(found).contains(new Program(folder.resolve("tool")));
        assertThat(Program.find("tool", folder + "/first")).isEmpty();
    }

    private Program script(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Program(file);
    }
}

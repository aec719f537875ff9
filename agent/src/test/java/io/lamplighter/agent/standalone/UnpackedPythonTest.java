package io.lamplighter.agent.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedPythonTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("bin/python3.12"), "a program");
        Files.createSymbolicLink(folder.resolve("bin/python3"), Path.of("python3.12"));
        Files.createSymbolicLink(folder.resolve("bin/up"), Path.of("../bin"));
    }

    @Test
    void isPlainFilesAndLinksThatStayInside() {
        assertThatCode(() -> new UnpackedPython(folder).require()).doesNotThrowAnyException();
    }

    @Test
    void hasNoLinkToTheSystem() throws Exception {
        Files.createSymbolicLink(folder.resolve("bin/pip"), Path.of("/usr/bin/pip"));

        assertThatThrownBy(() -> new UnpackedPython(folder).require()).hasMessageContaining("pip leads out of it");
    }

    @Test
    void hasNoLinkThatClimbsOut() throws Exception {
        Files.createSymbolicLink(folder.resolve("bin/pip"), Path.of("../../../etc/passwd"));

        assertThatThrownBy(() -> new UnpackedPython(folder).require()).hasMessageContaining("pip leads out of it");
    }

    @Test
    void hasNoFileThatOthersCanWrite() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("bin/python3.12"), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> new UnpackedPython(folder).require()).hasMessageContaining("python3.12 gives");
    }
}

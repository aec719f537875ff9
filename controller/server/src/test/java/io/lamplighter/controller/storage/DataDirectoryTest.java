package io.lamplighter.controller.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    private @Nullable String libraries;

    @BeforeEach
    void remember() {
        libraries = System.getProperty("org.sqlite.tmpdir");
    }

    @AfterEach
    void restore() {
        if (libraries == null) {
            System.clearProperty("org.sqlite.tmpdir");
        } else {
            System.setProperty("org.sqlite.tmpdir", libraries);
        }
    }

    @Test
    void isMadeForThisAccountAlone() throws IOException {
        DataDirectory directory = new DataDirectory(parent.resolve("new/controller"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                .isEqualTo("rwx------");
        directory.release();
    }

    @Test
    void refusesASecondControllerUntilTheFirstIsGone() {
        DataDirectory first = new DataDirectory(parent);

        assertThatThrownBy(() -> new DataDirectory(parent))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("Another controller uses the data directory " + parent)
                .hasMessageContaining("lamplighter.directory");

        first.release();
        assertThatCode(() -> new DataDirectory(parent).release()).doesNotThrowAnyException();
    }

    @Test
    void refusesAPlaceWhereAFileStands() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> new DataDirectory(file))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("The data directory " + file + " cannot be used")
                .hasMessageContaining("lamplighter.directory");
    }

    @Test
    void clearsLibrariesThatAKilledControllerLeftBehind() throws IOException {
        Path leftover = Files.createDirectories(parent.resolve("native")).resolve("sqlite-1-libsqlitejdbc.so");
        Files.createFile(leftover);

        new DataDirectory(parent).release();

        assertThat(leftover).doesNotExist();
        assertThat(System.getProperty("org.sqlite.tmpdir"))
                .isEqualTo(parent.resolve("native").toString());
    }
}

package io.lamplighter.agent.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.durable.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrayFoldersTest {
    /** A file system of its own wherever there is Linux. */
    private static final Path ELSEWHERE = Path.of("/dev/shm");

    @TempDir
    Path folder;

    private Path other;

    @BeforeEach
    void haveAnotherFileSystem() throws IOException {
        other = Files.createTempDirectory(ELSEWHERE, "lamplighter-");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        FileTrees.delete(other);
    }

    @Test
    void areThoseFromWhichNothingCanBeLinked() throws IOException {
        Layout layout = new Layout(folder);
        Files.createDirectories(layout.environments());
        Files.createSymbolicLink(layout.cache(), other);

        assertThat(StrayFolders.of(layout)).containsExactly(layout.cache());
    }

    @Test
    void areNoneInADirectoryThatIsWholeOnOneFileSystem() throws IOException {
        Layout layout = new Layout(other);
        Files.createDirectories(layout.environments());
        Files.createDirectories(layout.cache());

        assertThat(StrayFolders.of(layout)).isEmpty();
    }
}
